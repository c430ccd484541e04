import { ExecutionFailure } from '../errors.ts';
import type { BundleQuery } from '../model/data-bundle.ts';
import type { Attempt } from '../model/function-status.ts';
import type { Scope } from '../model/scope.ts';
import type { Pda, WindowRow } from '../ports.ts';
import { Endlessness } from './endlessness.ts';
import { projectOntoScope } from './scope-check.ts';
import { type Part, PartBuilder, type PartLimits } from './split.ts';

export interface Reading {
  readonly pda: string;
  readonly functionId: string;
  readonly bundle: BundleQuery;
  readonly attempt: Attempt;
  readonly scope: Scope;
  readonly limits: PartLimits;
  /** Called before every page but the first. */
  readonly beforePage: () => Promise<void>;
}

export interface WindowParts {
  /** End of the window: the attempt's if it is pinned, else the PDA's `asOf`. */
  readonly until: string;
  /** The window's parts in creation order, each told whether it is the last. */
  readonly parts: AsyncIterable<{ readonly part: Part; readonly last: boolean }>;
}

/** Reads an attempt's window and cuts it into parts. A page is read only when the parts before it are processed. */
export async function readParts(pda: Pda, reading: Reading): Promise<WindowParts> {
  const { bundle, attempt, functionId } = reading;
  const { reads, ...output } = reading.scope;
  const query = { pda: reading.pda, functionId, output, bundle, until: attempt.until };
  const first = await pda.readWindow({ ...query, after: attempt.from });
  const until = (first.anew ? undefined : attempt.until) ?? first.asOf;
  const endlessness = new Endlessness();

  async function* pages() {
    for (let page = first; ; ) {
      if (endlessness.shows(page)) throw new ExecutionFailure('PDA_REFUSED');
      yield page.rows;
      const after = page.next;
      if (after === undefined) return;
      await reading.beforePage();
      page = await pda.readWindow({ ...query, until, after });
    }
  }
  return { until, parts: cut(pages(), reading) };
}

async function* cut(pages: AsyncIterable<readonly WindowRow[]>, reading: Reading): WindowParts['parts'] {
  const builder = new PartBuilder(reading.limits);
  let pinned: Part | undefined;
  for await (const rows of pages) {
    for (const record of groupRecords(projected(rows, reading.scope))) {
      if (pinned) yield { part: pinned, last: false };
      const full = builder.add(record);
      if (full) yield { part: full, last: false };
      // The pinned part ends where it ended the first time, whatever the limits are now.
      pinned = record[0].cursor === reading.attempt.partUntil ? builder.take() : undefined;
    }
  }
  const rest = pinned ?? builder.take();
  if (rest) yield { part: rest, last: true };
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
