import { join } from 'node:path';
import { CloudFormationClient, DescribeStacksCommand, type Stack } from '@aws-sdk/client-cloudformation';
import { EngineError } from '../../core/errors.ts';
import type { AwsPlace } from './aws-place.ts';
import { runCommand } from './run-command.ts';
import type { TrialPda } from './trial-pda.ts';

/** What the steps of a trial share. */
export interface Stage {
  readonly place: AwsPlace;
  /** `config/<name>.json` */
  readonly name: string;
  /** For assemblies and logs. */
  readonly folder: string;
  /** What is deployed; may be changed. */
  readonly registry: string;
  /** Of commands. */
  readonly env: NodeJS.ProcessEnv;
  readonly pda: TrialPda;
  /** Of the management API; undefined: as the stack tells it. */
  readonly apiUrl: string | undefined;
}

/** Runs the CDK's command line on this stage, beside whatever it does elsewhere in this clone. @returns what it said */
export function cdk(stage: Stage, args: readonly string[]): Promise<string> {
  const own = ['--output', join(stage.folder, 'assembly'), '-c', `stage=${stage.name}`];
  return runCommand(['npx', 'cdk', ...args, ...own], stage.env);
}

/** Runs the engine's command line on this stage. @returns what it said */
export function she(stage: Stage, args: readonly string[], input?: string): Promise<string> {
  return runCommand([process.execPath, 'bin/she.mjs', ...args], stage.env, input);
}

/** The stacks there are, with what they tell about themselves. */
export async function stacksOf({ place }: Stage): Promise<readonly Stack[]> {
  const { region, endpoint } = place;
  const client = new CloudFormationClient({ region, ...(endpoint === undefined ? {} : { endpoint }) });
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({}));
    return Stacks.filter(({ StackStatus }) => StackStatus !== 'DELETE_COMPLETE');
  } finally {
    client.destroy();
  }
}

/** What a stack tells about itself. @throws EngineError when it does not */
export async function outputOf(stage: Stage, stack: string, name: string): Promise<string> {
  const found = (await stacksOf(stage)).find(({ StackName }) => StackName === stack);
  const value = found?.Outputs?.find(({ OutputKey }) => OutputKey === name)?.OutputValue;
  if (value === undefined) throw new EngineError(`${stack} has no output ${name}.`);
  return value;
}
