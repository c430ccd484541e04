import { fileURLToPath } from 'node:url';
import { EngineError } from '../../core/errors.ts';
import { loadStageConfig } from '../../lib/config/load-stage-config.ts';
import type { StageConfig } from '../../lib/config/stage-config.ts';
import { DeploymentInvalid } from '../../lib/deployment-invalid.ts';

/**
 * How a stage is configured.
 * @throws EngineError when there is no such stage
 */
export function readStage(stage: string): StageConfig {
  try {
    return loadStageConfig(fileURLToPath(new URL('../../config', import.meta.url)), stage);
  } catch (error) {
    if (!(error instanceof DeploymentInvalid)) throw error;
    throw new EngineError(error.message.replace('-c stage=', '--stage '), { cause: error });
  }
}
