import type { Item, Lease } from '../model/item.ts';
import type { Pda, Run, State, Step, Version, Work } from '../model/state.ts';

/**
 * A short text that is the same for states that behave the same. Of tokens, epochs and attempt numbers only the
 * order counts, so they are replaced by their rank among those that anybody still knows; the order of runs does not
 * count. PDAs are alike (the rules never ask which one it is), so their texts are sorted; functions are, where
 * the bound says so, and then the smaller text of both orders stands for both.
 */
export function keyOf(state: State, orders: readonly (readonly number[])[]): string {
  let smallest: string | undefined;
  for (const order of orders) {
    const versions = order.map((index) => versionKey(state.catalogue[index])).join('');
    const pdas = state.pdas.map((pda) => pdaKey(pda, order)).sort();
    const key = versions + pdas.join('|');
    if (smallest === undefined || key < smallest) smallest = key;
  }
  return smallest ?? '';
}

const versionKey = (version: Version | undefined) => `${version?.width}${version?.recalled ? 'r' : ''}`;

/** An action changes one PDA, so the others' texts are still there. */
const known = new WeakMap<Pda, Map<readonly number[], string>>();

function pdaKey(pda: Pda, order: readonly number[]): string {
  let keys = known.get(pda);
  if (!keys) {
    keys = new Map();
    known.set(pda, keys);
  }
  let key = keys.get(order);
  if (key === undefined) {
    key = writePda(pda, order);
    keys.set(order, key);
  }
  return key;
}

function writePda(pda: Pda, order: readonly number[]): string {
  const out: number[] = pda.records.map((by) => (by < 0 ? 0 : 1 + order.indexOf(by)));
  for (const index of order) {
    const work = pda.works[index];
    if (work) writeWork(out, pda, work, index);
  }
  return textOf(out);
}

/** Numbers from -1 up as one character each; small ones keep the text at a byte a character. */
const textOf = (values: readonly number[]) => String.fromCharCode(...values.map((value) => value + 1));

/** How many different values are smaller; below zero for a value that nobody knows. */
function rankOf(values: readonly number[]): (value: number) => number {
  const sorted = values.length > 1 ? [...new Set(values)].sort((a, b) => a - b) : values;
  return (value) => sorted.indexOf(value);
}

/** How numbers of one function on one PDA are ranked. */
interface Ranks {
  readonly token: (value: number) => number;
  readonly epoch: (value: number) => number;
  readonly attempt: (value: number) => number;
}

/** Stands between parts of different length. */
const MARK = 100;

function writeWork(out: number[], pda: Pda, work: Work, index: number): void {
  const { item } = work;
  const runs = pda.runs.filter((run) => run.function === index);
  const ranks: Ranks = {
    token: rankOf([item.leaseToken, work.fence, ...runs.map((run) => run.token)]),
    epoch: rankOf([item.epoch, item.attempt?.epoch ?? item.epoch, ...runs.map((run) => run.mine.epoch)]),
    attempt: rankOf([work.attempt, ...runs.map((run) => run.attempt)]),
  };
  writeItem(out, item, ranks);
  out.push(work.shown, work.done, work.processed, work.owed, Number(work.pending), ranks.token(work.fence));
  out.push(...endsOf(work, runs.length > 0));
  const known = pda.outputs.filter(
    (output) => output.function === index && ranks.attempt(output.attempt) >= 0,
  );
  writeSorted(
    out,
    known.map(({ attempt, part, of, times }) => [ranks.attempt(attempt), part, of, times]),
  );
  writeSorted(
    out,
    runs.map((run) => runNumbers(run, work, ranks)),
  );
}

function writeSorted(out: number[], lists: readonly (readonly number[])[]): void {
  out.push(MARK);
  if (lists.length < 2) {
    for (const list of lists) out.push(...list);
    return;
  }
  const texts = lists.map((list) => [textOf(list), list] as const);
  for (const [, list] of texts.sort(([a], [b]) => (a < b ? -1 : 1))) out.push(MARK, ...list);
}

/** Of the epochs that ended, only whether something of them may still come counts. */
const endsOf = ({ ended, over, item: { epoch } }: Work, hasRuns: boolean) =>
  hasRuns ? [Number(epoch <= over), Number(epoch <= ended), Number(over === ended)] : [Number(epoch <= over)];

const PHASES: readonly Lease['phase'][] = ['reading', 'invoking', 'writing', 'draining'];
const TIMES: readonly Lease['time'][] = ['early', 'late', 'over'];
const STEPS: readonly Step[] = [
  ...(['found', 'there', 'missing', 'claimed', 'read', 'pinned', 'invoked', 'writing', 'written'] as const),
];
const VERSIONS: readonly Run['version'][] = ['current', 'replaced', 'recalled'];
const REQUESTS: readonly Item['requested'][] = ['no', 'new', 'all'];
const WRITINGS = ['no', 'more', 'last'] as const;

function writeItem(out: number[], item: Item, ranks: Ranks): void {
  const { lease, enabled, dirty, paused, agreed, cursor, failures } = item;
  out.push(Number(enabled) + 2 * Number(dirty) + 4 * Number(paused), agreed, cursor, failures);
  out.push(REQUESTS.indexOf(item.requested), ranks.epoch(item.epoch), ranks.token(item.leaseToken));
  out.push(lease ? 1 + PHASES.indexOf(lease.phase) + 4 * TIMES.indexOf(lease.time) : 0);
  if (item.attempt) out.push(...attemptNumbers(item.attempt, ranks));
  out.push(MARK);
}

function attemptNumbers(attempt: NonNullable<Item['attempt']>, ranks: Ranks): readonly number[] {
  const { epoch, useAll, from, until = -1, part, partUntil = -1, writing } = attempt;
  const flags = Number(useAll) + 2 * WRITINGS.indexOf(writing);
  return [ranks.epoch(epoch), flags, from, until, part, partUntil];
}

function runNumbers(run: Run, { ended, over }: Work, ranks: Ranks): readonly number[] {
  const flags = Number(run.alive) + 2 * Number(run.last) + 4 * Number(run.epoch <= over);
  return [
    ...[
      flags + 8 * Number(run.epoch <= ended),
      ranks.token(run.token),
      ranks.attempt(run.attempt),
      run.width,
    ],
    ...[VERSIONS.indexOf(run.version), STEPS.indexOf(run.step), TIMES.indexOf(run.time)],
    ...[run.until, run.partUntil, run.part, ...attemptNumbers(run.mine, ranks)],
  ];
}
