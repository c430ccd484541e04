import { EngineError } from '../errors.ts';

/** The version was recalled while it ran. */
export class RecalledMeanwhile extends EngineError {
  override readonly name = 'RecalledMeanwhile';
}

/** Too little is left of the process for more of the run. */
export class OutOfTime extends EngineError {
  override readonly name = 'OutOfTime';
}
