import { fileURLToPath } from 'node:url';
import { EngineError } from '../core/errors.ts';
import { loadStageConfig } from '../lib/config/load-stage-config.ts';
import type { StageConfig } from '../lib/config/stage-config.ts';
import { DeploymentInvalid } from '../lib/deployment-invalid.ts';

/** AWS did not do what it was asked, could not be asked, or there are no credentials. */
class AwsRefused extends EngineError {
  override readonly name = 'AwsRefused';
}

/** What Node calls a connection that did not come about, or did not last. */
const UNREACHED: ReadonlySet<string> = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', 'ENETUNREACH', 'EPIPE', 'ETIMEDOUT'],
  ...['EAI_AGAIN', 'ENOTFOUND'],
]);

const CONFIG = fileURLToPath(new URL('../config', import.meta.url));

/** What `--stage` names. @throws EngineError when there is no such stage, or its file is wrong */
export function stageConfig(stage: string): StageConfig {
  try {
    return loadStageConfig(CONFIG, stage);
  } catch (error) {
    if (error instanceof DeploymentInvalid)
      throw new EngineError(error.message.replace('-c stage=', '--stage '));
    throw error;
  }
}

/**
 * @param guide the page that says what the credentials must allow
 * @throws AwsRefused in place of what the SDK throws
 */
export async function explained<T>(guide: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof EngineError || !(error instanceof Error)) throw error;
    throw new AwsRefused(explanation(error, guide), { cause: error });
  }
}

function explanation(error: Error, guide: string): string {
  if (error.message === 'Region is missing')
    return 'AWS was not asked, for no region is known: set AWS_REGION, or the field "region" of the stage in its file in config.';
  if (isUnreached(error))
    return `AWS could not be reached: ${messageOf(error)}\n  check the network of this machine, the region, and AWS_ENDPOINT_URL if it is set`;
  return `AWS refused (${error.name}): ${error.message}\n  check your credentials, and what ${guide} says they must allow`;
}

/** The SDK hands on what Node says of the connection; of its own patience it says so itself, without a code. */
function isUnreached({ code, message }: NodeJS.ErrnoException): boolean {
  return message.startsWith('@smithy/node-http-handler') || (code !== undefined && UNREACHED.has(code));
}

/** Of a name with several addresses Node says what is wrong with each, and nothing about all. */
function messageOf(error: Error): string {
  if (!(error instanceof AggregateError)) return error.message;
  return error.errors.map(({ message }) => message).join(', ');
}
