import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { licenceOf } from '../../../proof/supply/licence-of.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { aPackage, NOTHING_EXPLAINED } from './supply-builders.ts';

const root = temporaryFolder();
const MIT_TEXT = readFileSync('LICENSE', 'utf8');

/** Installs `name` with these files. */
function installed(name: string, files: Readonly<Record<string, string>>) {
  const folder = join(root, 'node_modules', name);
  mkdirSync(folder, { recursive: true });
  for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, file), content);
  return aPackage({ license: undefined }, name);
}

const sources = { root, explained: NOTHING_EXPLAINED, packages: [] };
const packageJson = (content: object) => ({ 'package.json': JSON.stringify(content) });

describe('the licence of a package', () => {
  it.each([
    ['a name', { license: 'ISC' }, 'ISC'],
    ['the old form', { license: { type: 'MIT', url: 'https://example.org' } }, '(MIT)'],
    ['the oldest form', { licenses: [{ type: 'MIT' }, { type: 'GPL-2.0' }] }, '(MIT OR GPL-2.0)'],
  ])('is what it says: %s', (what, content, expected) => {
    const one = installed(what.replaceAll(' ', '-'), packageJson(content));

    expect(licenceOf(one, sources)).toBe(expected);
  });

  it('is what it says now, not what the lock file says that it said', () => {
    const one = installed('changed', packageJson({ license: 'AGPL-3.0-only' }));

    expect(licenceOf({ ...one, license: 'MIT' }, sources)).toBe('AGPL-3.0-only');
  });

  it.each([
    ['MIT', MIT_TEXT],
    ['GPL-3.0-or-later', 'GNU AFFERO GENERAL PUBLIC LICENSE\nVersion 3'],
    [
      'Apache-2.0',
      '                                 Apache License\n                           Version 2.0, January 2004',
    ],
    ['BSD-3-Clause', 'Redistribution and use in source and binary forms …\nNeither the name of'],
    ['BSD-2-Clause', 'Redistribution and use in source and binary forms …'],
    ['ISC', 'Permission to use, copy, modify, and/or distribute this software'],
  ])('is else that of the text it brings: %s', (expected, text) => {
    const one = installed(`text-${expected}`, { ...packageJson({}), LICENSE: text });

    expect(licenceOf(one, sources)).toBe(expected);
  });

  it('is else what somebody found out', () => {
    const one = installed('silent', packageJson({}));
    const explained = { licences: { silent: { licence: 'MIT', reason: 'says its website' } } };

    expect(licenceOf(one, { ...sources, explained })).toBe('MIT');
    expect(licenceOf(one, sources)).toBeUndefined();
  });

  it('is that of the whole for a part that another platform would install', () => {
    const part = aPackage({ license: undefined, os: ['darwin'] }, 'tool-darwin');
    const whole = aPackage({ license: 'MIT', optionalDependencies: { 'tool-darwin': '1.0.0' } }, 'tool');

    expect(licenceOf(part, { ...sources, packages: [whole, part] })).toBe('MIT');
  });
});
