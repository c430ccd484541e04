import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { whyNotRunnable } from '../../../local/host/check-program.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const folder = temporaryFolder();

/** The start of a Linux program for a machine, by its number in elf.h. */
function program(machine: number): Buffer {
  const bytes = Buffer.alloc(64);
  bytes.write('\u007fELF', 'latin1');
  bytes.writeUInt16LE(machine, 18);
  return bytes;
}

it.each([
  ['a program for this processor', program(62), undefined],
  ['a script', Buffer.from('#!/bin/sh\n'), undefined],
  ['a program for arm64', program(183), 'built for arm64 and this machine is x64'],
  ['a program for an old processor', program(3), 'built for another processor'],
  ['a program for Windows', Buffer.from('MZ'.padEnd(64, '\0')), 'neither a Linux program nor a script'],
  ['nothing', Buffer.alloc(0), 'neither a Linux program nor a script'],
])('judges %s', async (_, content, expected) => {
  const path = join(folder, 'bootstrap');
  writeFileSync(path, content);

  const why = await whyNotRunnable(path, 'x64');

  expect(why).toEqual(expected === undefined ? undefined : expect.stringContaining(expected));
});

it('says how to build for this processor', async () => {
  const path = join(folder, 'foreign');
  writeFileSync(path, program(62));

  const why = await whyNotRunnable(path, 'arm64');

  expect(why).toContain('GOARCH=arm64');
});
