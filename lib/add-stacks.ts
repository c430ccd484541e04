import type { App, StackProps } from 'aws-cdk-lib/core';
import type { RegisteredFunction } from '../functions-registry/registry.ts';
import type { StageConfig } from './config/stage-config.ts';
import { deploymentTag } from './deployment-tag.ts';
import type { LambdaBundles } from './packaging/bundle-lambdas.ts';
import { toShards } from './sharding.ts';
import { ApiStack } from './stacks/api-stack.ts';
import { CANARY_SHARD, CanaryStack } from './stacks/canary-stack.ts';
import { FunctionsStack } from './stacks/functions-stack.ts';
import { NetworkStack } from './stacks/network-stack.ts';
import { OrchestratorStack } from './stacks/orchestrator-stack.ts';
import { StateStack } from './stacks/state-stack.ts';

export interface EngineProps {
  readonly config: StageConfig;
  /** Those that this deployment runs, see `deployed`. */
  readonly functions: readonly RegisteredFunction[];
  readonly bundles: LambdaBundles;
  /** Shards whose stacks stay although they may have no functions any more. @default none */
  readonly emptied?: readonly number[];
  /** The canary's; without any there is no canary. @default none */
  readonly canary?: readonly RegisteredFunction[];
}

/** Adds every stack of one deployment to the app. */
export function addStacks(app: App, { config, functions, bundles, emptied, canary = [] }: EngineProps): void {
  const { namePrefix } = config;
  const common = stackProps(config);
  const { state } = new StateStack(app, 'She-State', { ...common, config });
  const network = new NetworkStack(app, 'She-Network', { ...common, state, namePrefix });
  const orchestrator = new OrchestratorStack(app, 'She-Orchestrator', { ...common, state, config, bundles });
  const { executions, dataEvents, registrar } = orchestrator;
  const { endpoint: apiEndpoint } = new ApiStack(app, 'She-Api', {
    ...common,
    state,
    executions,
    dataEvents,
    bundle: bundles.api,
  });
  const engine = { ...common, seal: network.seal, registrar, alerts: state.alerts };
  const functionStacks = toShards(functions, emptied).map(
    (shard) => new FunctionsStack(app, { ...engine, shard, config }),
  );
  if (canary.length > 0) {
    const { pda: onlyFor } = new CanaryStack(app, 'She-Canary', { ...common, state, apiEndpoint, bundles });
    const shard = { number: CANARY_SHARD, functions: canary };
    const own = { namePrefix, rollouts: {} };
    functionStacks.push(new FunctionsStack(app, { ...engine, shard, config: own, onlyFor }));
  }
  for (const stack of functionStacks) {
    stack.addStackDependency(network);
    stack.addStackDependency(orchestrator);
  }
}

/** Experimental functions run only where the deployment says so. */
export function deployed(
  functions: readonly RegisteredFunction[],
  { beta }: Pick<StageConfig, 'beta'>,
): readonly RegisteredFunction[] {
  return functions.filter(({ manifest }) => beta || !manifest.experimental);
}

function stackProps({ account, region, namePrefix, production, tags }: StageConfig): StackProps {
  const { key, value } = deploymentTag(namePrefix);
  return {
    env: {
      ...(account === undefined ? {} : { account }),
      ...(region === undefined ? {} : { region }),
    },
    tags: { ...tags, [key]: value },
    terminationProtection: production,
  };
}
