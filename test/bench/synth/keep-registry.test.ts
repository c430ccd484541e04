import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadRegistry } from '../../../functions-registry/load-registry.ts';

const [line = ''] = /^npm run bench:synth -- .*--keep-registry.*$/m.exec(
  readFileSync('docs/configuration.md', 'utf8'),
) ?? [''];

describe('the command of docs/configuration.md for many functions', () => {
  it('leaves a registry that loads, of as many functions as are asked for', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'she-kept-registry-'));
    const words = line.replace(' 5000 ', ' 3 ').split(' ').slice(4, -1);

    const { status } = spawnSync(process.execPath, [
      ...['--import', 'tsx/esm', 'bench/synth/main.ts'],
      ...[...words, folder],
    ]);
    const { functions } = await loadRegistry(folder);

    rmSync(folder, { recursive: true });
    expect(status).toBe(0);
    expect(functions).toHaveLength(3);
  });
});
