import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProof } from '../../support/run-proof.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const folder = temporaryFolder();

interface Component {
  readonly name: string;
  readonly hashes?: readonly { readonly content: string }[];
}
const componentsOf = (out: string, file: string): readonly Component[] =>
  JSON.parse(readFileSync(join(out, `${file}.cdx.json`), 'utf8')).components;

describe('npm run sbom', () => {
  it('writes what is shipped, everything, and what is deployed, the same each time', async () => {
    const [first, second] = [join(folder, 'first'), join(folder, 'second')];

    await runProof('sbom', '--out', first);
    await runProof('sbom', '--out', second);

    for (const file of ['shipped', 'everything', 'deployed'])
      expect(componentsOf(first, file)).toEqual(componentsOf(second, file));
    const shipped = componentsOf(first, 'shipped').map(({ name }) => name);
    expect(shipped).toEqual(expect.arrayContaining(['zod', '@aws-sdk/client-lambda']));
    expect(shipped).not.toContain('aws-cdk-lib');
    expect(componentsOf(first, 'everything').map(({ name }) => name)).toContain('aws-cdk-lib');
  }, 120_000);

  it('names the locked hash of each function', async () => {
    const out = join(folder, 'first');
    const { functions } = JSON.parse(readFileSync('functions-registry/lock.json', 'utf8'));

    const deployed = componentsOf(out, 'deployed');

    for (const [id, { sha256 }] of Object.entries<{ sha256: string }>(functions))
      expect(deployed.find(({ name }) => name === id)?.hashes?.[0]?.content).toBe(sha256);
  });
});
