import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  DataDirectoryInUse,
  isDataDirectoryInUse,
  lockDataDirectory,
} from '../../../local/data-directory/lock.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const MODULE = pathToFileURL(join(process.cwd(), 'local/data-directory/lock.ts')).href;

/** Another process that takes the lock, says so, and stays. */
async function holdElsewhere(...taken: Parameters<typeof lockDataDirectory>): Promise<ChildProcess> {
  const script = `
    const { lockDataDirectory } = await import(${JSON.stringify(MODULE)});
    await lockDataDirectory(...${JSON.stringify(taken)});
    console.log('held');
    setInterval(() => {}, 60_000);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

describe('lockDataDirectory', () => {
  const folder = temporaryFolder();
  let directory: string;
  let count = 0;

  beforeEach(() => {
    directory = join(folder, `data-${++count}`);
    mkdirSync(directory);
  });

  it('refuses a second taker, and says what to do', async () => {
    const lock = await lockDataDirectory(directory);

    const second = lockDataDirectory(directory);

    await expect(second).rejects.toThrow(
      new DataDirectoryInUse(
        `Another engine is using ${directory}: stop that engine, or choose another directory with --data-dir.`,
      ),
    );
    lock.close();
  });

  it('tells whether an engine is there, and takes nothing', async () => {
    const before = await isDataDirectoryInUse(directory);
    const lock = await lockDataDirectory(directory);

    const during = await isDataDirectoryInUse(directory);

    expect([before, during]).toEqual([false, true]);
    lock.close();
  });

  it('refuses it by whatever path it comes', async () => {
    const lock = await lockDataDirectory(directory);
    symlinkSync(directory, `${directory}-link`);

    const second = lockDataDirectory(`${directory}-link/../${directory.split('/').at(-1)}/.`);
    const third = lockDataDirectory(`${directory}-link`);

    await expect(second).rejects.toThrow(DataDirectoryInUse);
    await expect(third).rejects.toThrow(DataDirectoryInUse);
    lock.close();
  });

  it('leaves other directories alone', async () => {
    mkdirSync(`${directory}-2`);
    const locks = [await lockDataDirectory(directory), await lockDataDirectory(`${directory}-2`)];

    expect(locks.every((lock) => lock.listening)).toBe(true);
    for (const lock of locks) lock.close();
  });

  it('is free again when it was given back', async () => {
    const first = await lockDataDirectory(directory);
    first.close();
    await once(first, 'close');

    const second = await lockDataDirectory(directory);

    expect(second.listening).toBe(true);
    second.close();
  });

  it.each([
    ['a name', () => undefined],
    ['a path', () => `${directory}.sock`],
  ])('is free again when its holder was killed, and not before, by %s', async (_kind, addressOf) => {
    const address = addressOf();
    const holder = await holdElsewhere(directory, ...(address ? [address] : []));

    await expect(lockDataDirectory(directory, address)).rejects.toThrow(DataDirectoryInUse);
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    const lock = await lockDataDirectory(directory, address);

    expect(lock.listening).toBe(true);
    await expect(lockDataDirectory(directory, address)).rejects.toThrow(DataDirectoryInUse);
    lock.close();
  });

  it('has one winner among ten', async () => {
    const attempts = await Promise.allSettled(Array.from({ length: 10 }, () => lockDataDirectory(directory)));

    const won = attempts.flatMap((attempt) => (attempt.status === 'fulfilled' ? [attempt.value] : []));
    expect(won).toHaveLength(1);
    won[0]?.close();
  });
});
