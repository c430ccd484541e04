import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, mkdirSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { register } from '../../../core/manage/register.ts';
import { loadRegistry } from '../../../functions-registry/load-registry.ts';
import { lockRegistry } from '../../../functions-registry/lock-registry.ts';
import type { Registry } from '../../../functions-registry/registry.ts';
import { type Host, startHost } from '../../../local/host/host.ts';
import { ACCESS_KEY_ID } from '../../../local/http/own-requests.ts';
import { lambdasOf, qualifierOf } from '../../../local/registration/lambdas-of.ts';
import { detectSeal } from '../../../local/sandbox/detect-seal.ts';
import type { Seal } from '../../../local/sandbox/seal.ts';
import { unsealed } from '../../../local/sandbox/unsealed.ts';
import { runProof } from '../../support/run-proof.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const folder = temporaryFolder();
const before = { ...process.env };

/** A registry to which an operator has added the canary, as docs/security.md says. */
async function registryWithCanary(): Promise<Registry> {
  const directory = join(folder, randomUUID());
  mkdirSync(directory);
  cpSync('proof/live-canary/seal-canary', join(directory, 'seal-canary'), { recursive: true });
  await lockRegistry(directory);
  return loadRegistry(directory);
}

describe('npm run live-canary', () => {
  let listener: Server;
  let host: Host | undefined;

  beforeEach(async () => {
    listener = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    await once(listener, 'listening');
  });
  afterEach(async () => {
    process.env = { ...before };
    await host?.close();
    host = undefined;
    listener.close();
  });

  const target = () => `tcp://127.0.0.1:${(listener.address() as { port: number }).port}`;

  /** The canary on this machine's host, in place of Lambda; of AWS nothing else is there to be asked. */
  async function run(seal: Seal): Promise<{ output: string; code: number }> {
    const registry = await registryWithCanary();
    host = await startHost({
      functions: lambdasOf(registry),
      seal,
      now: () => new Date(),
      newId: randomUUID,
    });
    process.env.AWS_ENDPOINT_URL_LAMBDA = host.url;
    process.env.AWS_ENDPOINT_URL = 'http://127.0.0.1:9';
    // Of the host: it answers this process alone.
    process.env.AWS_ACCESS_KEY_ID = ACCESS_KEY_ID;
    process.env.AWS_SECRET_ACCESS_KEY = 'x';
    const qualifier = qualifierOf(registry.functions[0]?.codeHash ?? '');
    const chosen = ['--target', target(), '--qualifier', qualifier];
    return runProof('live-canary', '--stage', 'example', '--yes', '--wait', '0', ...chosen);
  }

  it('passes whatever can be judged of the sealed host, and says what can not', async () => {
    const { output, code } = await run(await detectSeal());

    expect(output.match(/^fail .*/gm)).toBeNull();
    expect(output.match(/^unknown .*/gm)).toEqual([
      'unknown no name can be resolved',
      'unknown no log group appears',
      'unknown the role allows the code nothing, outside the network either',
      'unknown the attempts raise the alarm of rejected traffic',
    ]);
    expect(output.match(/^pass .*/gm)).toHaveLength(5);
    expect(code).toBe(2);
  });

  it('fails on the unsealed one, where the canary gets out', async () => {
    const { output, code } = await run(unsealed());

    expect(output).toMatch(/^fail +no address can be reached\n +tcp 127\.0\.0\.1:\d+: reached$/m);
    expect(output).toMatch(/^fail +two tenants share neither memory nor \/tmp\n.* \/tmp$/m);
    expect(code).toBe(1);
  });

  it('does nothing before somebody says yes, and tells what it would do', async () => {
    const { output, code } = await runProof('live-canary', '--stage', 'example', '--target', target());

    expect(output).toMatch(/would invoke she-seal-canary.*127\.0\.0\.1.*add --yes/s);
    expect(code).toBe(2);
  });

  it('asks for minutes that are some', async () => {
    const { output, code } = await runProof('live-canary', '--stage', 'example', '--wait', 'long');

    expect(output).toMatch(/--wait.*whole number of minutes/);
    expect(code).toBe(1);
  });

  it('asks for a stage', async () => {
    const { output, code } = await runProof('live-canary', '--yes');

    expect(output).toContain("required option '--stage <name>' not specified");
    expect(code).toBe(1);
  });
});

describe('the canary', () => {
  it('can be registered as any other function, for beta stages alone', async () => {
    const { functions } = await registryWithCanary();
    const [{ manifest, codeHash, files }] = functions as [(typeof functions)[0]];
    const { configurationOfCanary: published } = await import(files.get('published.mjs') ?? '');

    const entry = register({
      manifest,
      codeHash,
      published,
      prefix: 'she',
      qualifiers: { process: '1', bundle: '1' },
    });

    expect(manifest.experimental).toBe(true);
    expect(entry).toMatchObject({
      id: 'seal-canary',
      codeHash,
      scope: { namespace: 'she', endpoint: 'canary/nothing' },
    });
  });
});
