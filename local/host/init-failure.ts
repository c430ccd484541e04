import { EngineError } from '../../core/errors.ts';
import type { Outcome } from './outcome.ts';

/** The function could not be loaded; `outcome` is what its invocation comes to. */
export class InitFailure extends EngineError {
  override readonly name = 'InitFailure';
  readonly outcome: Outcome;

  constructor(outcome: Outcome) {
    super('the function could not be loaded');
    this.outcome = outcome;
  }
}
