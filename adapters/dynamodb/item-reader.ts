import { UnreadableItem } from '../../core/errors.ts';

type Item = Readonly<Record<string, unknown>>;

/** Told of every item that cannot be read, each time it is met. */
export type OnUnreadable = (error: UnreadableItem) => void;

export interface ItemFormat<T> {
  readonly table: string;
  readonly parse: (item: Item) => T;
  readonly onUnreadable: OnUnreadable;
}

/** Reads the items of one table. One that cannot be read is told of, and stops nobody from reading the others. */
export class ItemReader<T> {
  readonly #format: ItemFormat<T>;

  constructor(format: ItemFormat<T>) {
    this.#format = format;
  }

  /** @throws UnreadableItem */
  read(item: Item): T {
    const read = this.tryToRead(item);
    if (read instanceof UnreadableItem) throw read;
    return read;
  }

  /** Those that can be read. */
  readable(items: readonly Item[]): readonly T[] {
    return items.map((item) => this.tryToRead(item)).filter(isReadable);
  }

  tryToRead(item: Item): T | UnreadableItem {
    const { table, parse, onUnreadable } = this.#format;
    try {
      return parse(item);
    } catch {
      const error = new UnreadableItem(table, idsOf(item));
      onUnreadable(error);
      return error;
    }
  }
}

export function isReadable<T>(read: T | UnreadableItem): read is T {
  return !(read instanceof UnreadableItem);
}

function idsOf(item: Item): Readonly<Record<string, string>> {
  const names = ['pda', 'functionId', 'executionId'];
  return Object.fromEntries(
    names.flatMap((name) => (typeof item[name] === 'string' ? [[name, item[name]]] : [])),
  );
}
