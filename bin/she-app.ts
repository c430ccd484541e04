import { fileURLToPath } from 'node:url';
import { App } from 'aws-cdk-lib/core';
import { loadRegistry } from '../functions-registry/load-registry.ts';
import { RegistryInvalid } from '../functions-registry/registry-invalid.ts';
import { addStacks, deployed } from '../lib/add-stacks.ts';
import { loadStageConfig } from '../lib/config/load-stage-config.ts';
import { DeploymentInvalid } from '../lib/deployment-invalid.ts';
import { codeUsage } from '../lib/limits/code-usage.ts';
import { stackUsages, templateUsages } from '../lib/limits/stack-usage.ts';
import { withinLimits } from '../lib/limits/usage.ts';
import { loadCanary } from '../lib/load-canary.ts';
import { bundleLambdas, writeBundles } from '../lib/packaging/bundle-lambdas.ts';
import { RegistrationPackages } from '../lib/packaging/registration-packages.ts';
import { packageSizes, writePackage, writePackages } from '../lib/packaging/write-packages.ts';
import { addSecurityChecks } from '../lib/security-checks.ts';
import { toShards } from '../lib/sharding.ts';

async function synthesise(): Promise<void> {
  const app = new App({ treeMetadata: false });
  const config = loadStageConfig(folder('config'), app.node.tryGetContext('stage'));
  const [registry, bundles] = await Promise.all([
    loadRegistry(app.node.tryGetContext('registry') ?? folder('functions-registry'), {
      build: true,
      onPackage: (codeHash, zip) => writePackage(app.outdir, codeHash, zip),
    }),
    bundleLambdas(),
  ]);
  for (const warning of registry.warnings) console.error(warning);

  const functions = deployed(registry.functions, config);
  const canary = await loadCanary(folder('canary-registry'), config, functions);
  await writeBundles(app.outdir, bundles);
  await writePackages(app.outdir, [...functions, ...canary]);
  for (const shard of toShards(functions)) await new RegistrationPackages(shard.functions).write(app.outdir);
  if (canary.length > 0) await new RegistrationPackages(canary).write(app.outdir);
  if (process.env.CDK_VALIDATION !== 'false') await addSecurityChecks(app);
  addStacks(app, { config, functions, bundles, canary });
  const packages = packageSizes(app.outdir, [...functions, ...canary]);
  const near = withinLimits([...stackUsages(app), codeUsage({ packages, ...config })]);
  const nearToo = withinLimits(templateUsages(app.synth()));
  for (const warning of [...near, ...nearToo]) console.error(warning);
}

function folder(name: string): string {
  return fileURLToPath(new URL(`../${name}`, import.meta.url));
}

try {
  await synthesise();
} catch (error) {
  const explained = error instanceof DeploymentInvalid || error instanceof RegistryInvalid;
  console.error(explained ? error.message : error);
  process.exitCode = 1;
}
