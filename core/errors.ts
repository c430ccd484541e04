import type { ErrorCode } from './model/error-code.ts';

/** Base of every error the engine throws on purpose. */
export class EngineError extends Error {
  override readonly name: string = 'EngineError';
}

/**
 * A run cannot go on, for the reason `code` names. The message repeats the code and nothing else, because
 * what a function or a PDA said may hold personal data and errors reach logs.
 */
export class ExecutionFailure extends EngineError {
  override readonly name = 'ExecutionFailure';
  readonly code: ErrorCode;

  constructor(code: ErrorCode) {
    super(code);
    this.code = code;
  }
}

/** Input from outside that cannot be read: `problems` lists each with its place and remedy. */
export class InvalidInput extends EngineError {
  override readonly name = 'InvalidInput';
  readonly problems: readonly string[];

  constructor(subject: string, problems: readonly string[]) {
    super(`${subject}: ${problems.join('; ')}`);
    this.problems = problems;
  }
}
