import { EngineError } from '../../core/errors.ts';

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

/** Told of every item that cannot be read, each time it is met. */
export type OnUnreadable = (error: UnreadableItem) => void;
