import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { App } from 'aws-cdk-lib/core';
import * as z from 'zod/mini';
import type { RegisteredFunction } from '../../../functions-registry/registry.ts';
import { addStacks } from '../../../lib/add-stacks.ts';
import { stageConfigSchema } from '../../../lib/config/stage-config.ts';
import {
  ENGINE_LAMBDAS,
  type LambdaBundle,
  type LambdaBundles,
} from '../../../lib/packaging/bundle-lambdas.ts';
import { type Assembly, placeOf } from './assembly.ts';

const cdkJsonSchema = z.object({ context: z.record(z.string(), z.unknown()) });
const CDK_JSON = fileURLToPath(new URL('../../../cdk.json', import.meta.url));

export interface CdkAppProps {
  /** As in `config/<stage>.json`. */
  readonly config?: Readonly<Record<string, unknown>>;
  readonly functions: readonly RegisteredFunction[];
  /** Shards whose stacks stay although they may have no functions. @default - none */
  readonly emptied?: readonly number[];
  /** The canary's function. @default - there is no canary */
  readonly canary?: readonly RegisteredFunction[];
  /** @default - a temporary folder of CDK's, which it leaves behind */
  readonly outdir?: string;
}

/** The app of `cdk synth` in memory: with the flags of cdk.json, without packages and without CDK's own validation. */
export function cdkApp({ config = {}, functions, emptied = [], canary = [], outdir }: CdkAppProps): App {
  const { context } = cdkJsonSchema.parse(JSON.parse(readFileSync(CDK_JSON, 'utf8')));
  const app = new App({
    context,
    treeMetadata: false,
    builtinCloudFormationValidation: false,
    ...(outdir === undefined ? {} : { outdir }),
  });
  const bundles = someBundles();
  addStacks(app, { config: stageConfigSchema.parse(config), functions, emptied, canary, bundles });
  return app;
}

/** What an app would deploy. */
export function assemblyOf(app: App): Assembly {
  const stacks = app.synth().stacks.map(({ stackName, environment, template }) => ({
    name: stackName,
    ...placeOf(`aws://${environment.account}/${environment.region}`),
    template: template as unknown,
  }));
  return { stacks, problems: [] };
}

function someBundles(): LambdaBundles {
  const bundle: LambdaBundle = { hash: '0'.repeat(64), code: new Uint8Array(), inputs: [] };
  return Object.fromEntries(ENGINE_LAMBDAS.map((name) => [name, bundle])) as Record<
    keyof LambdaBundles,
    LambdaBundle
  >;
}
