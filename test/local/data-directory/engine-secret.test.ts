import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { readEngineSecret } from '../../../local/data-directory/engine-secret.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

describe('readEngineSecret', () => {
  const folder = temporaryFolder();
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(folder, 'data-'));
  });

  it('makes a secret at the first start, and finds it at every other', async () => {
    const first = await readEngineSecret(directory);
    const second = await readEngineSecret(directory);

    expect(first).toHaveLength(32);
    expect(second).toEqual(first);
  });

  it('makes another for another directory', async () => {
    const other = await mkdtemp(join(folder, 'data-'));

    const secrets = await Promise.all([directory, other].map(readEngineSecret));

    expect(secrets[0]).not.toEqual(secrets[1]);
  });

  it('lets only its owner read it, and leaves nothing else lying about', async () => {
    await readEngineSecret(directory);

    expect(statSync(join(directory, 'engine.key')).mode & 0o777).toBe(0o600);
    expect(readdirSync(directory)).toEqual(['engine.key']);
  });

  it('takes no half-written secret of a start that crashed', async () => {
    writeFileSync(join(directory, 'engine.key.new'), 'half');

    const secret = await readEngineSecret(directory);

    expect(secret).toHaveLength(32);
    expect(secret.includes('half')).toBe(false);
  });

  it('makes no new secret when it cannot read the one there is', async () => {
    const reading = readEngineSecret(join(directory, 'missing', 'deeper'));

    await expect(reading).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
