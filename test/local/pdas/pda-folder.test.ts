import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PdaFolder } from '../../../local/pdas/pda-folder.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const entryOf = (pda: string) => ({
  pda,
  url: `https://${pda}`,
  sealedToken: 'sealed',
  registeredAt: '2026-01-01T00:00:00.000Z',
});
const ASHA = entryOf('asha.hubat.net');
const BEN = entryOf('ben.hubat.net');

describe('PdaFolder', () => {
  const root = temporaryFolder();
  let tests = 0;
  let dataDir: string;
  let folder: PdaFolder;
  const elsewhere = (...names: string[]) => join(dataDir, 'pdas', 'elsewhere', ...names);

  beforeEach(() => {
    tests += 1;
    dataDir = join(root, `engine-${tests}`);
    folder = new PdaFolder(dataDir);
  });

  it('has nobody before anybody is registered', async () => {
    const found = [await folder.entries(), await folder.find(ASHA.pda), await folder.remove(ASHA.pda)];

    expect(found).toEqual([[], undefined, false]);
  });

  it('keeps who is registered, by name, for its user alone', async () => {
    await folder.put(BEN);
    await folder.put(ASHA);

    const entries = await new PdaFolder(dataDir).entries();

    expect(entries).toEqual([ASHA, BEN]);
    expect((await stat(elsewhere(`${ASHA.pda}.json`))).mode & 0o777).toBe(0o600);
  });

  it('puts a registration in place of the one before, and forgets one', async () => {
    await folder.put(ASHA);
    await folder.put({ ...ASHA, sealedToken: 'another' });
    const found = await folder.find(ASHA.pda);

    const removed = await folder.remove(ASHA.pda);

    expect([found?.sealedToken, removed, await readdir(elsewhere())]).toEqual(['another', true, []]);
  });

  it('tells of files that are no registrations, and reads the others', async () => {
    await folder.put(ASHA);
    await writeFile(elsewhere('broken.json'), '{');
    await writeFile(elsewhere('ben.hubat.net.json'), await readFile(elsewhere(`${ASHA.pda}.json`)));

    const read = [await folder.entries(), await folder.unreadable()];

    expect(read).toEqual([[ASHA], [elsewhere('ben.hubat.net.json'), elsewhere('broken.json')]]);
  });

  it('knows the PDAs of the engine itself', async () => {
    const before = await folder.own();
    await folder.noteOwn('bob.localhost');
    await folder.noteOwn('alice.localhost');

    const own = [await folder.isOwn('alice.localhost'), await folder.isOwn(ASHA.pda)];

    expect(own).toEqual([true, false]);
    expect([before, await folder.own()]).toEqual([[], ['alice.localhost', 'bob.localhost']]);
    expect(await folder.entries()).toEqual([]);
  });
});
