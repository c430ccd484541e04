import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import {
  bundleLambdas,
  ENGINE_LAMBDAS,
  type LambdaBundles,
  writeBundles,
} from '../../../lib/packaging/bundle-lambdas.ts';
import { packagesOf } from '../../../proof/sbom/deployed-bill.ts';
import { isShipped, lockedPackages, readPackageLock } from '../../../proof/supply/packages.ts';

describe("the engine's own Lambdas", () => {
  let bundles: LambdaBundles;
  let outdir = '';
  beforeAll(async () => {
    bundles = await bundleLambdas();
    outdir = await mkdtemp(join(tmpdir(), 'she-out-'));
    await writeBundles(outdir, bundles);
  });
  afterAll(() => rm(outdir, { recursive: true }));

  it.each(ENGINE_LAMBDAS)('bundles %s into a file below 0.8 MB', (name) => {
    const { code } = bundles[name];

    expect(code.length).toBeGreaterThan(10_000);
    expect(code.length).toBeLessThan(800_000);
  });

  it.each(ENGINE_LAMBDAS)('takes %s from its entry point, and nothing of CDK or the local engine', (name) => {
    const { inputs } = bundles[name];

    expect(inputs).toContain(`lambdas/${name}/${name}.lambda.ts`);
    expect(inputs.filter((path) => /aws-cdk|constructs\/|^(lib|local|console)\//.test(path))).toEqual([]);
  });

  it.each(ENGINE_LAMBDAS)('leaves languages that nobody reads out of %s', (name) => {
    const { inputs } = bundles[name];

    expect(inputs.filter((path) => /\/locales\/(?!en\.js$)/.test(path))).toEqual([]);
  });

  it.each([
    ['client-lambda', ['executor', 'registrar']],
    ['client-sqs', ['api', 'dispatcher', 'executor', 'reconcile']],
  ])('gives %s to those alone that call the service', (client, callers) => {
    const holders = ENGINE_LAMBDAS.filter((name) =>
      bundles[name].inputs.some((path) => path.startsWith(`node_modules/@aws-sdk/${client}/`)),
    );

    expect(holders).toEqual(callers);
  });

  it.each(ENGINE_LAMBDAS)('puts no package into %s that is for development only', (name) => {
    const packages = packagesOf(bundles[name].inputs, lockedPackages(readPackageLock('.')));

    expect(packages.length).toBeGreaterThan(3);
    expect(packages.filter((one) => !isShipped(one))).toEqual([]);
  });

  it.each(ENGINE_LAMBDAS)('exports the handler of %s', (name) => {
    const exported = Buffer.from(bundles[name].code)
      .toString()
      .match(/export\{[^}]*\}/g)
      ?.join();

    expect(exported).toMatch(/\bhandler\b/);
  });

  it("lays the executor's worker thread where the executor looks for it, fit to judge records", async () => {
    const folder = join(outdir, `asset.${bundles.executor.hash}`);
    const worker = new Worker(join(folder, 'output-schemas.worker.mjs'), { execArgv: [] });
    await once(worker, 'message');

    worker.postMessage({ schema: { type: 'integer' }, records: [1, 'x'] });
    const [verdict] = await once(worker, 'message');

    await worker.terminate();
    expect(verdict).toEqual({ valid: false, freeTexts: new Set() });
    expect(Buffer.from(bundles.executor.code).toString()).toContain(
      '"./output-schemas.worker.mjs",import.meta.url',
    );
  });

  it('is the same whenever the sources are', async () => {
    const again = await bundleLambdas();

    expect(ENGINE_LAMBDAS.map((name) => again[name].hash)).toEqual(
      ENGINE_LAMBDAS.map((name) => bundles[name].hash),
    );
  });

  it.each(ENGINE_LAMBDAS)('lets %s start as a file of its own, as far as its missing environment', (name) => {
    const file = join(outdir, `asset.${bundles[name].hash}`, 'index.mjs');

    const { stderr } = spawnSync(process.execPath, [file], { encoding: 'utf8', env: {} });

    expect(stderr).toMatch(/LambdaFailed: Environment variables: .*_(ID|TABLE) is not set/);
  });
});
