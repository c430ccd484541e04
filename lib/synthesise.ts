import { fileURLToPath } from 'node:url';
import { App } from 'aws-cdk-lib/core';
import { loadRegistry } from '../functions-registry/load-registry.ts';
import { addStacks, deployed } from './add-stacks.ts';
import { knownRollouts } from './config/known-rollouts.ts';
import { loadStageConfig } from './config/load-stage-config.ts';
import { codeUsage } from './limits/code-usage.ts';
import { stackUsages, templateUsages } from './limits/stack-usage.ts';
import { withinLimits } from './limits/usage.ts';
import { loadCanary } from './load-canary.ts';
import { type LambdaBundles, writeBundles } from './packaging/bundle-lambdas.ts';
import { RegistrationPackages } from './packaging/registration-packages.ts';
import { packageSizes, writePackage, writePackages } from './packaging/write-packages.ts';
import { addSecurityChecks } from './security-checks.ts';
import { toShards } from './sharding.ts';

/**
 * Makes every stack of the stage that `-c stage=` names, from the registry that `-c registry=` names.
 * @param bundling of the engine's own Lambdas, which may have been begun before this was loaded
 * @throws DeploymentInvalid, RegistryInvalid
 */
export async function synthesise(bundling: Promise<LambdaBundles>): Promise<void> {
  const app = new App({ treeMetadata: false });
  const stage: unknown = app.node.tryGetContext('stage');
  const config = loadStageConfig(folder('config'), stage);
  const [registry, bundles] = await Promise.all([
    loadRegistry(app.node.tryGetContext('registry') ?? folder('functions-registry'), {
      build: true,
      onPackage: (codeHash, zip) => writePackage(app.outdir, codeHash, zip),
    }),
    bundling,
  ]);
  for (const warning of registry.warnings) console.error(warning);

  const ids = registry.functions.map(({ manifest }) => manifest.id);
  knownRollouts(config, ids, stage);
  const functions = deployed(registry.functions, config);
  // Those that this stage deploys no more, since it is no longer beta, have had a stack as well.
  const emptied = [...registry.retiredShards, ...registry.functions.map(({ shard }) => shard)];
  const canary = await loadCanary(folder('canary-registry'), config, functions);
  await writeBundles(app.outdir, bundles);
  await writePackages(app.outdir, [...functions, ...canary]);
  for (const shard of toShards(functions, emptied))
    await new RegistrationPackages(shard.functions).write(app.outdir);
  if (canary.length > 0) await new RegistrationPackages(canary).write(app.outdir);
  if (process.env.CDK_VALIDATION !== 'false') await addSecurityChecks(app);
  addStacks(app, { config, functions, bundles, emptied, canary });
  const packages = packageSizes(app.outdir, [...functions, ...canary]);
  const near = withinLimits([...stackUsages(app), codeUsage({ packages, ...config })]);
  const nearToo = withinLimits(templateUsages(app.synth()));
  for (const warning of [...near, ...nearToo]) console.error(warning);
}

function folder(name: string): string {
  return fileURLToPath(new URL(`../${name}`, import.meta.url));
}
