import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256, zipPackage } from '../../../functions-registry/zip-package.ts';
import { writePackages } from '../../../lib/packaging/write-packages.ts';
import { aRegisteredFunction } from '../../support/registered-function.ts';

describe('packages of functions', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'she-packages-'));
    await writeFile(join(folder, 'index.mjs'), 'export const process = () => [];\n');
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function approved() {
    const files = new Map([['index.mjs', join(folder, 'index.mjs')]]);
    return aRegisteredFunction({}, { files, codeHash: sha256(await zipPackage(files)) });
  }

  it('lie in the assembly, byte for byte as approved, under their hash', async () => {
    const registered = await approved();

    await writePackages(folder, [registered]);

    const zip = await readFile(join(folder, `asset.${registered.codeHash}.zip`));
    expect(sha256(zip)).toBe(registered.codeHash);
  });

  it('are written once', async () => {
    const registered = await approved();
    const target = join(folder, `asset.${registered.codeHash}.zip`);
    await writePackages(folder, [registered]);
    const { ino } = await stat(target);

    await writePackages(folder, [registered]);

    expect((await stat(target)).ino).toBe(ino);
  });

  it('are refused when their files are no longer the approved ones', async () => {
    const registered = await approved();
    await writeFile(join(folder, 'index.mjs'), 'export const process = () => "other";\n');

    const writing = writePackages(folder, [registered]);

    await expect(writing).rejects.toThrow(/step-counter: its files changed/);
  });
});
