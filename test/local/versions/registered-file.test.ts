import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RecallFolder } from '../../../local/recalls/recall-folder.ts';
import { openLocalVersionDesk } from '../../../local/versions/local-version-desk.ts';
import { writeRegistered } from '../../../local/versions/registered-file.ts';
import { aVersion, CODE_HASH, FUNCTION, someReleases } from '../../support/builders.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const SLEEP = aVersion({ id: 'sleep-coach', available: false });

describe('the versions of an engine on one machine', () => {
  const folder = temporaryFolder();
  let dataDir: string;
  const desk = () => openLocalVersionDesk(dataDir);

  beforeEach(async () => {
    dataDir = await mkdtemp(join(folder, 'she-'));
  });

  it('are those of its last start, with what was recalled since', async () => {
    await writeRegistered(dataDir, [someReleases({ stable: SLEEP }), someReleases()]);
    await new RecallFolder(dataDir).add({ functionId: FUNCTION, version: '1.0.0' });

    const summaries = await desk().summaries();

    const stable = { version: '1.0.0', codeHash: CODE_HASH, available: true };
    expect(summaries).toEqual([
      { functionId: FUNCTION, stable, recalledVersions: ['1.0.0'] },
      { functionId: 'sleep-coach', stable: { ...stable, available: false }, recalledVersions: [] },
    ]);
  });

  it('are all that can be called, unless they could not be registered', async () => {
    await writeRegistered(dataDir, [someReleases(), someReleases({ stable: SLEEP })]);

    const retained = await Promise.all((await desk().summaries()).map((one) => desk().retained(one)));

    const qualifier = `sha256-${CODE_HASH.slice(0, 16)}`;
    expect(retained).toEqual([[{ codeHash: CODE_HASH, qualifier }], []]);
  });

  it('need an engine that has run', async () => {
    await expect(desk().summaries()).rejects.toThrow(`No engine has run with ${dataDir}`);
  });

  it.each(['{', '[{}]'])('are told of in a sentence when the file is spoilt: %s', async (content) => {
    await writeFile(join(dataDir, 'registered.json'), content);

    await expect(desk().summaries()).rejects.toThrow(/registered\.json cannot be read: start the engine/);
  });
});
