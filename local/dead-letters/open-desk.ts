import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { EngineError } from '../../core/errors.ts';
import { createClients } from '../../lambdas/shared/clients.ts';
import { describeError } from '../../lambdas/shared/describe-error.ts';
import { loadStageConfig } from '../../lib/config/load-stage-config.ts';
import { DeploymentInvalid } from '../../lib/deployment-invalid.ts';
import { openAwsDesk } from './aws-desk.ts';
import type { DeadLetterDesk } from './desk.ts';
import { openLocalDesk } from './local-desk.ts';
import { readStackOutputs } from './stack-outputs.ts';

export interface DeskOptions {
  readonly dataDir: string;
  /** Absent: this machine. */
  readonly stage?: string;
}

/** AWS did not do what it was asked, or there are no credentials. */
class AwsRefused extends EngineError {
  override readonly name = 'AwsRefused';
}

const CONFIG = fileURLToPath(new URL('../../config', import.meta.url));

/**
 * Opens the desk of one engine.
 * @param report gets a line about each thing that did not work out
 */
export async function openDesk(
  { dataDir, stage }: DeskOptions,
  report: (line: string) => void,
): Promise<DeadLetterDesk> {
  if (stage === undefined) return openLocalDesk(resolve(dataDir), report);
  const { account, region } = stageConfig(stage);
  const config = region === undefined ? {} : { region };
  return explained(async () => {
    const outputs = await readStackOutputs(new CloudFormationClient(config), account);
    const onError = (error: unknown) => report(`error: ${describeError(error).errorName}`);
    const desk = openAwsDesk(createClients({ dynamo: config, sqs: config }), outputs, onError);
    return {
      letters: () => explained(() => desk.letters()),
      redrive: (letters) => explained(() => desk.redrive(letters)),
      close: () => explained(() => desk.close()),
    };
  });
}

function stageConfig(stage: string) {
  try {
    return loadStageConfig(CONFIG, stage);
  } catch (error) {
    if (error instanceof DeploymentInvalid)
      throw new EngineError(error.message.replace('-c stage=', '--stage '));
    throw error;
  }
}

/** @throws AwsRefused in place of what the SDK throws */
async function explained<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof EngineError || !(error instanceof Error)) throw error;
    throw new AwsRefused(
      `AWS refused (${error.name}): ${error.message}\n  check your credentials, and what docs/dead-letters.md says they must allow`,
      { cause: error },
    );
  }
}
