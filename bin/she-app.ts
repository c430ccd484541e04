import { RegistryInvalid } from '../functions-registry/registry-invalid.ts';
import { DeploymentInvalid } from '../lib/deployment-invalid.ts';
import { bundleLambdas } from '../lib/packaging/bundle-lambdas.ts';

// Works in a process of its own, while CDK is loaded here, which takes as long.
const bundling = bundleLambdas();
// What it fails with is met where its bundles are wanted.
bundling.catch(() => undefined);

try {
  const { synthesise } = await import('../lib/synthesise.ts');
  await synthesise(bundling);
} catch (error) {
  const explained = error instanceof DeploymentInvalid || error instanceof RegistryInvalid;
  console.error(explained ? error.message : error);
  process.exitCode = 1;
}
