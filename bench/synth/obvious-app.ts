import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ISecurityGroup, type IVpc, SecurityGroup, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  Runtime,
  TenancyConfig,
} from 'aws-cdk-lib/aws-lambda';
import { App, Duration, RemovalPolicy, Size, Stack } from 'aws-cdk-lib/core';
import { type Manifest, manifestSchema } from '../../core/model/manifest.ts';

/**
 * The obvious way to deploy a registry, as CDK's guide teaches it: a high-level construct for each Lambda, with a role
 * and an asset of its own, and CDK's own versions; functions in alphabetical order, as many to a stack as fit. The
 * Lambdas are those of the engine's functions; the engine itself, which `bin/she-app.ts` makes as well, is left out.
 */
const FUNCTIONS_PER_STACK = 41;

interface Sealed {
  readonly vpc: IVpc;
  readonly securityGroup: ISecurityGroup;
}

const app = new App();
const registry: string = app.node.getContext('registry');
const network = new Stack(app, 'Network');
const vpc = new Vpc(network, 'Vpc', {
  maxAzs: 2,
  natGateways: 0,
  subnetConfiguration: [{ name: 'Sealed', subnetType: SubnetType.PRIVATE_ISOLATED }],
});
const securityGroup = new SecurityGroup(network, 'Group', { vpc, allowAllOutbound: false });
const folders = readdirSync(registry, { withFileTypes: true }).filter((entry) => entry.isDirectory());
for (let first = 0; first < folders.length; first += FUNCTIONS_PER_STACK) {
  const stack = new Stack(app, `Functions-${first / FUNCTIONS_PER_STACK}`);
  for (const { name } of folders.slice(first, first + FUNCTIONS_PER_STACK))
    addFunction(stack, join(registry, name), { vpc, securityGroup });
}
app.synth();

function addFunction(stack: Stack, directory: string, sealed: Sealed): void {
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(directory, 'function.json'), 'utf8')));
  for (const call of ['process', 'bundle', 'configuration'] as const) {
    const lambda = new LambdaFunction(stack, `${manifest.id}-${call}`, {
      ...settings(manifest, call),
      ...sealed,
      code: Code.fromAsset(join(directory, manifest.code)),
      ...(call === 'configuration' ? {} : { tenancyConfig: TenancyConfig.PER_TENANT }),
      currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN },
    });
    // Asking for the version makes it.
    lambda.currentVersion;
  }
}

function settings(manifest: Manifest, call: keyof Manifest['handlers']) {
  return {
    functionName: `she-${manifest.id}${call === 'process' ? '' : `-${call}`}`,
    runtime: new Runtime(manifest.runtime),
    handler: manifest.handlers[call],
    architecture: manifest.architecture === 'arm64' ? Architecture.ARM_64 : Architecture.X86_64,
    memorySize: manifest.memory,
    timeout: Duration.seconds(manifest.timeout),
    ephemeralStorageSize: Size.mebibytes(manifest.ephemeralStorage),
  };
}
