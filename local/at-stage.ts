import { fileURLToPath } from 'node:url';
import { EngineError } from '../core/errors.ts';
import { loadStageConfig } from '../lib/config/load-stage-config.ts';
import type { StageConfig } from '../lib/config/stage-config.ts';
import { DeploymentInvalid } from '../lib/deployment-invalid.ts';

/** AWS did not do what it was asked, or there are no credentials. */
class AwsRefused extends EngineError {
  override readonly name = 'AwsRefused';
}

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
    throw new AwsRefused(
      `AWS refused (${error.name}): ${error.message}\n  check your credentials, and what ${guide} says they must allow`,
      { cause: error },
    );
  }
}
