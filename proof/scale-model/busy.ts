import { seededRandom } from '../../local/sample/random.ts';
import { type Day, dayOf } from './day.ts';
import { ENGINE, LATENCY } from './engine.ts';
import { type Load, type Rates, ratesOf } from './load.ts';
import { capacityOf, type Feeding, type Played, play } from './queue.ts';
import { dispatchTime, meanInvocationTime, meanRunTime, runTime } from './service-time.ts';

/** Played for so long; messages of a play are bounded, since it need not take long to see what waits. */
const SECONDS = 120;
const MOST_MESSAGES = 40_000;

/** A queue at the two rates that matter. */
export interface QueueAtWork {
  /** Messages a second that can be worked on. */
  readonly capacity: number;
  readonly average: Played;
  readonly busiest: Played;
  readonly day: Day;
}

/** How the queues and the invocations fare. */
export interface Busy {
  readonly executor: QueueAtWork;
  readonly dispatcher: QueueAtWork;
  /** Seconds of one run and of one invocation, at the busiest moment. */
  readonly runSeconds: number;
  readonly invocationSeconds: number;
  /** 99 in 100 of the others' requests wait less than that, in seconds, while one PDA sends its burst. */
  readonly besideBurst: { readonly fair: number; readonly unfair: number };
}

export function busyOf(load: Load): Busy {
  const [average, busiest] = [ratesOf(load, 1), ratesOf(load, load.peak)];
  const random = () => seededRandom(load.seed);
  const executor = ({ newShare }: Rates): Feeding => ({
    ...{ batch: ENGINE.executor.batch, batches: load.executors },
    serve: runTime(load, newShare, random()),
  });
  const dispatcher: Feeding = { ...ENGINE.dispatcher, serve: dispatchTime(random()) };
  return {
    executor: atWork(load, {
      average: [executor(average), average.runs],
      busiest: [executor(busiest), busiest.runs],
    }),
    dispatcher: atWork(load, {
      average: [dispatcher, average.events],
      busiest: [dispatcher, busiest.events],
    }),
    runSeconds: meanRunTime(load, busiest.newShare),
    invocationSeconds: meanInvocationTime(load, busiest.newShare),
    besideBurst: { fair: besideBurst(load, true), unfair: besideBurst(load, false) },
  };
}

type Fed = readonly [Feeding, number];

function atWork(
  load: Load,
  { average, busiest }: { readonly average: Fed; readonly busiest: Fed },
): QueueAtWork {
  const capacity = capacityOf(busiest[0]);
  const played = ([feeding, rate]: Fed) =>
    play(feeding, { rate, seconds: secondsAt(rate), random: seededRandom(load.seed) });
  return {
    capacity,
    average: played(average),
    busiest: played(busiest),
    day: dayOf({ average: average[1], peak: load.peak, capacity }),
  };
}

/** On average one in three places is free then, and the burst's own requests are declined: they find a lease, or nothing. */
function besideBurst(load: Load, fair: boolean): number {
  const { newShare } = ratesOf(load, 1);
  const serve = runTime(load, newShare, seededRandom(load.seed));
  const feeding = { batch: ENGINE.executor.batch, batches: load.executors, serve };
  const rate = Math.min(ratesOf(load, 1).runs, (capacityOf(feeding) * 2) / 3);
  const seconds = secondsAt(rate);
  const burst = { messages: load.burst, at: seconds / 4, seconds: (3 * LATENCY.dynamodb) / 1000, fair };
  return play(feeding, { rate, seconds, random: seededRandom(load.seed), burst }).age.most;
}

function secondsAt(rate: number): number {
  return Math.min(SECONDS, MOST_MESSAGES / rate);
}
