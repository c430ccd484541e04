import type { ExecutionRecord } from '../../core/model/execution-record.ts';
import { checkDelivery } from './check-delivery.ts';
import { executionsByRecord } from './explained.ts';
import type { History, Violation } from './history.ts';
import { repeated } from './repeated.ts';

const ENDS: readonly string[] = [
  'succeeded',
  'empty',
  'failed',
  'refused',
  'cancelled',
] satisfies ExecutionRecord['status'][];

/** Everything that was promised about one PDA, held against what is there. */
export function check(history: History): readonly Violation[] {
  const promises = {
    'answers are as documented': ({ oddAnswers }: History) => oddAnswers,
    'saved data is kept': lostSaves,
    'saved data is kept once': doubledSaves,
    'I5 nothing after disable': writtenAfterDisable,
    'I5 no run after disable': ranAfterDisable,
    'I10 every execution ends': unended,
    'I11 every write is explained': unexplained,
    'I11 every count is true': miscounted,
    'a trigger that was answered ran': unserved,
  };
  const found = Object.entries(promises).flatMap(([promise, look]) =>
    look(history).map((evidence) => ({ promise, person: history.person, evidence })),
  );
  return [...found, ...checkDelivery(history)];
}

function lostSaves({ saves, stored }: History): readonly string[] {
  const there = new Set(stored);
  return saves
    .filter(({ text, acknowledgedAt }) => acknowledgedAt !== undefined && !there.has(text))
    .map(({ text }) => `"${text}" was acknowledged and is not there`);
}

function doubledSaves({ stored }: History): readonly string[] {
  return repeated(stored).map((text) => `"${text}" is there twice`);
}

function writtenAfterDisable({ silences }: History): readonly string[] {
  return silences.flatMap(({ functionId, from, before, after }) => {
    const known = new Set(before);
    const isNew = (id: string) => !known.has(id);
    return after
      .filter(isNew)
      .map((id) => `${functionId} wrote ${id} after its disable was answered at ${iso(from)}`);
  });
}

function ranAfterDisable({ silences, executions }: History): readonly string[] {
  return silences.flatMap(({ functionId, from, to }) =>
    executions
      .filter((execution) => execution.functionId === functionId)
      .filter(({ startedAt }) => new Date(startedAt).getTime() > from && new Date(startedAt).getTime() < to)
      .map(
        ({ executionId, startedAt }) =>
          `${functionId} ran as ${executionId} at ${startedAt}, disabled from ${iso(from)} to ${iso(to)}`,
      ),
  );
}

function unended({ executions }: History): readonly string[] {
  return executions
    .filter(({ status, finishedAt }) => !ENDS.includes(status) || finishedAt === undefined)
    .map(({ executionId, functionId, status, startedAt }) => {
      return `${functionId} ${executionId}, started at ${startedAt}, is ${status}`;
    });
}

function unexplained({ derived, counted, executions }: History): readonly string[] {
  const byRecord = executionsByRecord(executions);
  return [...derived, ...counted]
    .filter(({ recordId }) => !byRecord.has(recordId))
    .map(({ recordId }) => `no execution explains the derived record ${recordId}`);
}

/** What executions say they wrote must be there: no more, no less. */
function miscounted({ derived, counted, executions }: History): readonly string[] {
  const byRecord = executionsByRecord(executions);
  const written = new Map<string, number>();
  for (const { recordId } of [...derived, ...counted]) {
    const id = byRecord.get(recordId)?.executionId ?? '';
    written.set(id, (written.get(id) ?? 0) + 1);
  }
  return executions
    .filter(({ status }) => status !== 'running')
    .filter(({ executionId, recordsOut }) => (written.get(executionId) ?? 0) !== recordsOut)
    .map(({ executionId, functionId, status, recordsOut }) => {
      const there = written.get(executionId) ?? 0;
      return `${functionId} ${executionId} (${status}) says it wrote ${recordsOut}, ${there} are there`;
    });
}

function unserved({ triggers, executions }: History): readonly string[] {
  return triggers.flatMap(({ functionId, sentAt, answer }) => {
    if (!answer) return [];
    const own = executions.filter((execution) => execution.functionId === functionId);
    const served =
      answer.kind === 'started'
        ? own.some(({ executionId }) => executionId === answer.executionId)
        : own.some((execution) => wasUnderWay(execution, sentAt, answer.at));
    const answered = answer.kind === 'started' ? answer.executionId : `done at ${iso(answer.at)}`;
    return served
      ? []
      : [`${functionId}, triggered at ${iso(sentAt)} and answered with ${answered}, has no execution of it`];
  });
}

/**
 * Not: ended meanwhile. A kill after a run's record and before its completion makes the run begin again, and then
 * it may end otherwise: with nothing written, or what it had written would have been kept.
 */
function wasUnderWay({ trigger, startedAt, finishedAt }: ExecutionRecord, from: number, to: number): boolean {
  const started = new Date(startedAt).getTime();
  const finished = new Date(finishedAt ?? to).getTime();
  return trigger === 'manual' && started <= to && finished >= from;
}

const iso = (time: number) => new Date(time).toISOString();
