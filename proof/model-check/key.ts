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

const code = (...values: readonly number[]) => String.fromCharCode(...values.map((value) => value + 48));

function writePda(pda: Pda, order: readonly number[]): string {
  const works = order.map((index) => {
    const work = pda.works[index];
    return work ? writeWork(pda, work, index) : '';
  });
  return code(...pda.records.map((by) => (by < 0 ? by : order.indexOf(by)))) + works.join('/');
}

/** How many different values are smaller; below zero for a value that nobody knows. */
function rankOf(values: readonly number[]): (value: number) => number {
  if (values.every((value) => value === values[0])) return (value) => (value === values[0] ? 0 : -1);
  const sorted = [...new Set(values)].sort((a, b) => a - b);
  return (value) => sorted.indexOf(value);
}

/** How numbers of one function on one PDA are ranked. */
interface Ranks {
  readonly token: (value: number) => number;
  readonly epoch: (value: number) => number;
  readonly attempt: (value: number) => number;
}

function writeWork(pda: Pda, work: Work, index: number): string {
  const { item } = work;
  const runs = pda.runs.filter((run) => run.function === index);
  const epochs = [
    item.epoch,
    ...(item.attempt ? [item.attempt.epoch] : []),
    ...runs.map((run) => run.mine.epoch),
  ];
  const ranks: Ranks = {
    token: rankOf([item.leaseToken, work.fence, ...runs.map((run) => run.token)]),
    epoch: rankOf(epochs),
    attempt: rankOf([work.attempt, ...runs.map((run) => run.attempt)]),
  };
  const outputs = pda.outputs
    .filter(({ function: by, attempt }) => by === index && ranks.attempt(attempt) >= 0)
    .map(({ attempt, part, of, times }) => code(ranks.attempt(attempt), part, of, times));
  const ghosts = code(work.shown, work.done, work.processed, work.owed);
  const promises = endKey(work, item.epoch, runs.length > 0);
  const keys = runs.map((run) => writeRun(run, work, ranks)).sort();
  return [
    writeItem(item, ranks),
    ghosts,
    promises,
    code(Number(work.pending), ranks.token(work.fence)),
    outputs.sort().join(','),
    ...keys,
  ].join(';');
}

/** Of the epochs that ended, only whether something of them may still come matters. */
const endKey = ({ ended, over }: Work, epoch: number, hasRuns: boolean) =>
  code(Number(epoch <= over), hasRuns ? Number(epoch <= ended) + 2 * Number(over === ended) : 0);

const PHASES: readonly Lease['phase'][] = ['reading', 'invoking', 'writing', 'draining'];
const TIMES: readonly Lease['time'][] = ['early', 'late', 'over'];
const STEPS: readonly Step[] = [
  'found',
  'there',
  'missing',
  'claimed',
  'read',
  'pinned',
  'invoked',
  'writing',
  'written',
];
const VERSIONS: readonly Run['version'][] = ['current', 'replaced', 'recalled'];
const REQUESTS: readonly Item['requested'][] = ['no', 'new', 'all'];
const WRITINGS = ['no', 'more', 'last'] as const;

function writeItem(item: Item, ranks: Ranks): string {
  const { lease } = item;
  const flags = Number(item.enabled) + 2 * Number(item.dirty) + 4 * Number(item.paused);
  return (
    code(flags, item.agreed, item.cursor, REQUESTS.indexOf(item.requested), item.failures) +
    code(ranks.epoch(item.epoch), ranks.token(item.leaseToken)) +
    (lease ? code(PHASES.indexOf(lease.phase), TIMES.indexOf(lease.time)) : '-') +
    writeAttempt(item.attempt, ranks)
  );
}

function writeAttempt(attempt: Item['attempt'], ranks: Ranks): string {
  if (!attempt) return '-';
  const { epoch, useAll, from, until = -1, part, partUntil = -1, writing } = attempt;
  return code(ranks.epoch(epoch), Number(useAll), from, until, part, partUntil, WRITINGS.indexOf(writing));
}

function writeRun(run: Run, { ended, over }: Work, ranks: Ranks): string {
  const flags =
    Number(run.alive) + 2 * Number(run.last) + 4 * Number(run.epoch <= over) + 8 * Number(run.epoch <= ended);
  return (
    code(
      flags,
      ranks.token(run.token),
      ranks.attempt(run.attempt),
      run.width,
      VERSIONS.indexOf(run.version),
    ) +
    code(STEPS.indexOf(run.step), TIMES.indexOf(run.time), run.until, run.partUntil, run.part) +
    writeAttempt(run.mine, ranks)
  );
}
