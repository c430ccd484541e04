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

/** An item of a table that is not what its schema says. The ids tell which; its contents are told nowhere. */
export class UnreadableItem extends EngineError {
  override readonly name = 'UnreadableItem';
  readonly table: string;
  /** Those of `pda`, `functionId` and `executionId` that it has. */
  readonly ids: Readonly<Record<string, string>>;

  constructor(table: string, ids: Readonly<Record<string, string>>) {
    super(`an item of the table ${table} cannot be read`);
    this.table = table;
    this.ids = ids;
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
