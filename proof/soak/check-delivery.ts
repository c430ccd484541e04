import { type ExecutionRecord, isSuccess } from '../../core/model/execution-record.ts';
import { executionsByRecord } from './explained.ts';
import { COUNTER, type History, TRACKER, type Violation } from './history.ts';
import { repeated } from './repeated.ts';

/** I4 and I6: what was saved reaches each function that wants it, once. */
export function checkDelivery(history: History): readonly Violation[] {
  const promises = {
    'I4 nothing is lost': lost,
    'I4 nothing is made up': invented,
    'I4 nothing is doubled': doubled,
    'I6 nothing is passed over': passedOver,
    'I4 everything is counted once': countedWrong,
  };
  return Object.entries(promises).flatMap(([promise, look]) =>
    look(history).map((evidence) => ({ promise, person: history.person, evidence })),
  );
}

function lost({ isOwed, stored, derived }: History): readonly string[] {
  if (!isOwed) return [];
  const done = new Set(derived.map(({ text }) => text));
  return stored.filter((text) => !done.has(text)).map((text) => `nothing was derived from "${text}"`);
}

function invented({ stored, derived }: History): readonly string[] {
  const there = new Set(stored);
  return derived
    .filter(({ text }) => !there.has(text))
    .map(({ recordId, text }) => `${recordId} derives from "${text}", which is not there`);
}

/**
 * Once in each execution, and in one execution only: but for those over everything, of which there are no more
 * than were asked for, and each is whole. One of those that did not end well promises nothing.
 */
function doubled(history: History): readonly string[] {
  const runs = trackerRuns(history);
  const within = runs.flatMap(({ execution, texts }) =>
    repeated(texts).map((text) => `${execution.executionId} derived twice from "${text}"`),
  );
  const seen = new Set<string>();
  const again: Run[] = [];
  const between: string[] = [];
  for (const run of runs) {
    const repeats = run.texts.filter((text) => seen.has(text));
    if (repeats.length > 0) again.push(run);
    if (repeats.length > 0 && !isOverEverything(run, seen)) {
      between.push(`${run.execution.executionId} derived again from "${repeats[0]}"`);
    }
    if (promisesOnce(run.execution)) for (const text of run.texts) seen.add(text);
  }
  const allowed = history.triggers.filter(
    ({ functionId, useAll }) => useAll && functionId === TRACKER,
  ).length;
  const excess = again.length > allowed ? [`${again.length} runs over everything, ${allowed} asked for`] : [];
  return [...within, ...between, ...excess];
}

/** A text that was there when a run over later ones ended well, and that nothing was derived from. */
function passedOver(history: History): readonly string[] {
  const { saves, executions, derived } = history;
  const done = new Set(derived.map(({ text }) => text));
  const lastRead = Math.max(
    ...executions
      .filter((execution) => execution.functionId === TRACKER && isSuccess(execution))
      .map(({ startedAt }) => new Date(startedAt).getTime()),
  );
  return saves
    .filter(({ acknowledgedAt }) => acknowledgedAt !== undefined && acknowledgedAt < lastRead)
    .filter(({ text }) => !done.has(text))
    .map(({ text }) => `"${text}" was saved before the last run that succeeded, which passed it over`);
}

function countedWrong({ isCountedOnce, counted, stored, saves, triggers }: History): readonly string[] {
  if (!isCountedOnce) return [];
  const total = counted.reduce((sum, { records }) => sum + records, 0);
  const served = triggers.filter(
    ({ functionId, answer }) => functionId === COUNTER && answer?.kind === 'ended',
  );
  const lastServed = Math.max(...served.map(({ sentAt }) => sentAt));
  const least = saves.filter(({ acknowledgedAt = Number.POSITIVE_INFINITY }) => acknowledgedAt < lastServed);
  if (total > stored.length) return [`${total} records were counted, of ${stored.length}`];
  return total < least.length
    ? [`${total} records were counted, and at least ${least.length} were there`]
    : [];
}

interface Run {
  readonly execution: ExecutionRecord;
  readonly texts: readonly string[];
}

/** Oldest first; runs of one function and PDA do not overlap. */
function trackerRuns({ derived, executions }: History): readonly Run[] {
  const byRecord = executionsByRecord(executions);
  const texts = new Map<ExecutionRecord, string[]>();
  for (const { recordId, text } of derived) {
    const execution = byRecord.get(recordId);
    const own = texts.get(execution as ExecutionRecord);
    if (own) own.push(text);
    else if (execution) texts.set(execution, [text]);
  }
  return [...texts]
    .map(([execution, own]) => ({ execution, texts: own }))
    .toSorted((a, b) => (a.execution.startedAt < b.execution.startedAt ? -1 : 1));
}

function promisesOnce({ trigger, status }: ExecutionRecord): boolean {
  return status === 'succeeded' || trigger !== 'manual';
}

function isOverEverything({ execution, texts }: Run, seen: ReadonlySet<string>): boolean {
  if (execution.trigger !== 'manual') return false;
  const own = new Set(texts);
  return execution.status !== 'succeeded' || [...seen].every((text) => own.has(text));
}
