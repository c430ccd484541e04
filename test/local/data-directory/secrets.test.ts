import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { readSecret } from '../../../local/data-directory/secrets.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

describe('readSecret', () => {
  const folder = temporaryFolder();
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(folder, 'data-'));
  });

  it('makes a secret at the first start, and finds it at every other', async () => {
    const first = await readSecret(directory, 'engine.key');
    const second = await readSecret(directory, 'engine.key');

    expect(first).toHaveLength(32);
    expect(second).toEqual(first);
  });

  it('makes another for another directory, and for another purpose', async () => {
    const other = await mkdtemp(join(folder, 'data-'));

    const secrets = await Promise.all([
      readSecret(directory, 'engine.key'),
      readSecret(other, 'engine.key'),
      readSecret(directory, 'tenant.key'),
    ]);

    expect(new Set(secrets.map(String)).size).toBe(3);
  });

  it('lets only its owner read it, and leaves nothing else lying about', async () => {
    await readSecret(directory, 'engine.key');

    expect(statSync(join(directory, 'engine.key')).mode & 0o777).toBe(0o600);
    expect(readdirSync(directory)).toEqual(['engine.key']);
  });

  it('takes no half-written secret of a start that crashed', async () => {
    writeFileSync(join(directory, 'engine.key.new'), 'half');

    const secret = await readSecret(directory, 'engine.key');

    expect(secret).toHaveLength(32);
    expect(secret.includes('half')).toBe(false);
  });

  it('makes no new secret when it cannot read the one there is', async () => {
    const reading = readSecret(join(directory, 'missing', 'deeper'), 'engine.key');

    await expect(reading).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
