import type { BundleQuery } from '../model/data-bundle.ts';
import type { Attempt } from '../model/function-status.ts';
import type { Scope } from '../model/scope.ts';
import type { Pda, WindowRow } from '../ports.ts';
import { projectOntoScope } from './scope-check.ts';
import { type Part, PartBuilder, type PartLimits } from './split.ts';

export interface Reading {
  readonly pda: string;
  readonly functionId: string;
  readonly bundle: BundleQuery;
  readonly attempt: Attempt;
  readonly scope: Scope;
  readonly limits: PartLimits;
}

export interface WindowParts {
  /** End of the window: the attempt's if it is pinned, else the PDA's `asOf`. */
  readonly until: string;
  /** The window's parts in creation order, each told whether it is the last. */
  readonly parts: AsyncIterable<{ readonly part: Part; readonly last: boolean }>;
}

/** Reads an attempt's window and cuts it into parts, a page at a time, so that memory holds two pages at most. */
export async function readParts(pda: Pda, reading: Reading): Promise<WindowParts> {
  const { bundle, attempt, functionId } = reading;
  const query = { pda: reading.pda, functionId, bundle, until: attempt.until };
  const first = await pda.readWindow({ ...query, after: attempt.from });
  const until = attempt.until ?? first.asOf;

  async function* pages() {
    for (let page = first; ; page = await pda.readWindow({ ...query, until, after: page.next })) {
      yield page.rows;
      if (page.next === undefined) return;
    }
  }
  return { until, parts: withLast(cut(pages(), reading)) };
}

async function* cut(pages: AsyncIterable<readonly WindowRow[]>, reading: Reading): AsyncIterable<Part> {
  const builder = new PartBuilder(reading.limits);
  for await (const rows of pages) {
    for (const record of groupRecords(projected(rows, reading.scope))) {
      const full = builder.add(record);
      if (full) yield full;
      // The pinned part ends where it ended the first time, whatever the limits are now.
      const pinned = record[0].cursor === reading.attempt.partUntil ? builder.take() : undefined;
      if (pinned) yield pinned;
    }
  }
  const rest = builder.take();
  if (rest) yield rest;
}

function projected(rows: readonly WindowRow[], scope: Scope): readonly WindowRow[] {
  return rows.flatMap((row) => {
    const item = projectOntoScope(row.item, scope);
    return item ? [{ ...row, item }] : [];
  });
}

/** Rows of one record stand together and share a cursor. */
function* groupRecords(rows: readonly WindowRow[]): Iterable<readonly [WindowRow, ...WindowRow[]]> {
  let group: [WindowRow, ...WindowRow[]] | undefined;
  for (const row of rows) {
    if (group?.[0].cursor === row.cursor) group.push(row);
    else {
      if (group) yield group;
      group = [row];
    }
  }
  if (group) yield group;
}

async function* withLast(parts: AsyncIterable<Part>) {
  let previous: Part | undefined;
  for await (const part of parts) {
    if (previous) yield { part: previous, last: false };
    previous = part;
  }
  if (previous) yield { part: previous, last: true };
}
