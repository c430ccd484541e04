import { resolve } from 'node:path';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { createClients } from '../../lambdas/shared/clients.ts';
import { describeError } from '../../lambdas/shared/describe-error.ts';
import { explained, stageConfig } from '../at-stage.ts';
import { openAwsDesk } from './aws-desk.ts';
import type { DeadLetterDesk } from './desk.ts';
import { openLocalDesk } from './local-desk.ts';
import { outputsSchema, readStackOutputs } from './stack-outputs.ts';

export interface DeskOptions {
  readonly dataDir: string;
  /** Absent: this machine. */
  readonly stage?: string;
}

const GUIDE = 'docs/dead-letters.md';

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
  return explained(GUIDE, async () => {
    const outputs = await readStackOutputs(new CloudFormationClient(config), account, outputsSchema);
    const onError = (error: unknown) => report(`error: ${describeError(error).errorName}`);
    const desk = openAwsDesk(createClients({ dynamo: config, sqs: config }), outputs, onError);
    return {
      letters: () => explained(GUIDE, () => desk.letters()),
      redrive: (letters) => explained(GUIDE, () => desk.redrive(letters)),
      close: () => explained(GUIDE, () => desk.close()),
    };
  });
}
