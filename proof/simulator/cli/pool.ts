import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { EngineError } from '../../../core/errors.ts';

/** Plays sent to a worker at once: enough for talking to cost nothing, few enough to stop soon. */
const BATCH = 20;

export interface Pool<Play> {
  /** Path of a module that answers each batch of plays it is sent with a report. */
  readonly worker: string;
  readonly plays: Iterator<Play>;
  /** Processes. */
  readonly jobs: number;
}

/**
 * Plays on several processes at once.
 * @param onReport returns false when it has seen enough
 */
export async function playAll<Play extends { readonly seed: number }, Report>(
  { worker: path, plays, jobs }: Pool<Play>,
  onReport: (report: Report, worker: number) => boolean,
): Promise<void> {
  let goesOn = true;
  const work = async (number: number) => {
    const worker = fork(path, {
      execArgv: ['--max-semi-space-size=32', '--import', 'tsx/esm', '--expose-gc'],
    });
    try {
      for (let batch = take(plays); goesOn && batch.length > 0; batch = take(plays))
        goesOn = onReport(await ask<Report>(worker, batch), number) && goesOn;
    } finally {
      worker.kill();
    }
  };
  await Promise.all(Array.from({ length: jobs }, (_, number) => work(number)));
}

/** @throws EngineError when the worker ends instead of answering */
async function ask<Report>(
  worker: ChildProcess,
  batch: readonly { readonly seed: number }[],
): Promise<Report> {
  const ended = new AbortController();
  const { signal } = ended;
  const answer = once(worker, 'message', { signal });
  const end = once(worker, 'exit', { signal }).then(() => {
    throw new EngineError(`A simulation ended its process while it played seed ${batch[0]?.seed} and after.`);
  });
  worker.send(batch);
  try {
    return (await Promise.race([answer, end]))[0];
  } finally {
    ended.abort();
    await Promise.allSettled([answer, end]);
  }
}

function take<Play>(plays: Iterator<Play>): readonly Play[] {
  const batch: Play[] = [];
  while (batch.length < BATCH) {
    const next = plays.next();
    if (next.done) break;
    batch.push(next.value);
  }
  return batch;
}
