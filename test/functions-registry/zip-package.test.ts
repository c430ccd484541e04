import { chmod, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { sha256, zipPackage } from '../../functions-registry/zip-package.ts';
import { aRegistry, removeRegistries } from '../support/manifest-builder.ts';

async function filesOnDisk(): Promise<ReadonlyMap<string, string>> {
  const directory = await aRegistry({ code: { 'a.js': 'a', 'lib/b.js': 'b' } });
  return new Map(['a.js', 'lib/b.js'].map((path) => [path, join(directory, 'code', path)]));
}

afterEach(removeRegistries);

describe('zipPackage', () => {
  it('keeps every file', async () => {
    const files = await filesOnDisk();

    const unpacked = unzipSync(await zipPackage(files));

    expect(Object.entries(unpacked).map(([path, bytes]) => [path, Buffer.from(bytes).toString()])).toEqual([
      ['a.js', 'a'],
      ['lib/b.js', 'b'],
    ]);
  });

  it('has the same bytes whatever the order, times, modes and place of its files', async () => {
    const files = await filesOnDisk();
    const elsewhere = new Map([...(await filesOnDisk())].reverse());
    for (const path of elsewhere.values()) {
      await utimes(path, 1_000_000, 1_000_000);
      await chmod(path, 0o600);
    }

    const hashes = [sha256(await zipPackage(files)), sha256(await zipPackage(elsewhere))];

    expect(hashes).toEqual([PINNED, PINNED]);
  });

  it('changes with the content and with the names', async () => {
    const [[name, path] = ['', ''], ...others] = [...(await filesOnDisk())];

    const fewer = sha256(await zipPackage(new Map(others)));
    const renamed = sha256(await zipPackage(new Map([[`${name}x`, path], ...others])));

    expect(new Set([PINNED, fewer, renamed]).size).toBe(3);
  });
});

/** Locked hashes of every registry in the world rest on these bytes: they may not change with a library. */
const PINNED = 'f4e2d1093999455227928753ccb373e58855b5e38253a30e41738f7741468418';
