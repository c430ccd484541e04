import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { register } from '../../core/manage/register.ts';
import { loadRegistry } from '../../functions-registry/load-registry.ts';
import { lockRegistry } from '../../functions-registry/lock-registry.ts';
import type { RegisteredFunction } from '../../functions-registry/registry.ts';
import { sha256, zipPackage } from '../../functions-registry/zip-package.ts';
import { writePackages } from '../../lib/packaging/write-packages.ts';
import { Staging } from '../../local/host/staging.ts';
import { lambdasOf } from '../../local/registration/lambdas-of.ts';
import { aConfiguration, anEntry, aStatus, uuid } from '../support/builders.ts';
import { runCommand } from '../support/engine-process.ts';
import { aFunction, aRegistry, fill, removeRegistries } from '../support/manifest-builder.ts';
import { MemoryEngine } from '../support/memory-engine.ts';
import { resourcesOf, synthesised } from '../support/synthesised.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const outdir = temporaryFolder();

/** A registry with one function, its lock, and the hash that the lock has. */
async function locked() {
  const directory = await aRegistry({ 'step-counter': aFunction() });
  await lockRegistry(directory);
  const lock = JSON.parse(readFileSync(join(directory, 'lock.json'), 'utf8'));
  const registry = await loadRegistry(directory);
  const [registered] = registry.functions as [RegisteredFunction];
  return { directory, registry, registered, hash: lock.functions['step-counter'].sha256 as string };
}

/** A registry whose only function is not as it was locked. */
async function tampered(): Promise<string> {
  const { directory } = await locked();
  await fill(join(directory, 'step-counter'), { 'code/index.mjs': 'export const process = 1;\n' });
  return directory;
}

afterAll(removeRegistries);

describe('the locked hash of a function', () => {
  it('is that of the bytes that are uploaded', async () => {
    const { registered, hash } = await locked();

    await writePackages(outdir, [registered]);

    expect(sha256(readFileSync(join(outdir, `asset.${hash}.zip`)))).toBe(hash);
  });

  it('is the CodeSha256 of each version that is deployed', async () => {
    const { registered, hash } = await locked();

    const versions = resourcesOf(synthesised({ functions: [registered] }), 'AWS::Lambda::Version');

    const base64 = Buffer.from(hash, 'hex').toString('base64');
    expect(versions.map(({ Properties }) => Properties.CodeSha256)).toEqual([base64, base64, base64]);
  });

  it('is in the catalogue entry', async () => {
    const { registered, hash } = await locked();
    const manifest = { ...registered.manifest, reads: anEntry().scope.reads };
    const published = aConfiguration({ id: manifest.id });

    const entry = register({
      ...registered,
      manifest,
      published,
      prefix: 'she',
      qualifiers: { process: '1', bundle: '1' },
    });

    expect(entry.codeHash).toBe(hash);
  });

  it('is in the record of each execution', async () => {
    const { hash } = await locked();
    const { scope, version } = anEntry();
    const consent = { scope, version, codeHash: hash, at: '2026-01-01T00:00:00.000Z' };
    const engine = await MemoryEngine.started({ codeHash: hash }, aStatus({ consent }));
    await engine.save({ ml: 200 });

    await engine.run();

    expect(engine.published).toMatchObject([{ codeHash: hash, status: 'succeeded', executionId: uuid(1) }]);
  });

  it('is that of the copy that runs on one machine', async () => {
    const { registry, hash } = await locked();
    const staging = await Staging.in(join(outdir, 'host'));
    const [hosted] = lambdasOf(registry);

    const folder = await staging.stage(hosted as NonNullable<typeof hosted>);

    const staged = new Map([['index.mjs', join(folder, 'index.mjs')]]);
    expect(sha256(await zipPackage(staged))).toBe(hash);
  });
});

describe('a package whose hash is not locked', () => {
  const NAMES_IT = /step-counter\/function\.json \$\.version.*its code changed since 1\.0\.0 was locked/s;

  it('is not deployed: synthesis fails', async () => {
    const { app, context } = JSON.parse(readFileSync('cdk.json', 'utf8'));
    const [program, ...args] = app.split(' ');
    const registry = await tampered();
    const env = { PATH: process.env.PATH, CDK_OUTDIR: outdir };

    const { status, stderr } = spawnSync(program, args, {
      encoding: 'utf8',
      env: { ...env, CDK_CONTEXT_JSON: JSON.stringify({ ...context, registry }) },
    });

    expect(stderr).toMatch(NAMES_IT);
    expect(status).toBe(1);
  });

  it('is not run on one machine: the engine does not start', async () => {
    const registry = await tampered();
    const dataDir = join(outdir, 'data');

    const { code, output } = await runCommand([
      'start',
      '--port',
      '0',
      '--data-dir',
      dataDir,
      '--registry',
      registry,
    ]);

    expect(output).toMatch(NAMES_IT);
    expect(code).toBe(1);
  });
});
