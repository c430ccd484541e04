import { describeOutcome, type RedriveOutcome } from '../../core/model/redrive-outcome.ts';
import { repeat } from '../repeat.ts';
import { type Redriving, redriveOrTell } from './redrive-or-tell.ts';
import type { RedriveOrder, RedriveOrders } from './redrive-orders.ts';

const LOOK_EVERY_MS = 500;

export interface RedriveServiceOptions extends Redriving {
  readonly orders: RedriveOrders;
  /** Gets a line about each letter that was asked for. */
  readonly report: (line: string) => void;
}

export interface RedriveService {
  /** Ends after the order at work. */
  stop(): Promise<void>;
}

/** Serves what the command line has ordered: first of all what it ordered while no engine ran. */
export async function startRedriveService(options: RedriveServiceOptions): Promise<RedriveService> {
  const { orders, onError } = options;
  await orders.forgetAnswers();
  const look = () => serveOrders(options);
  await look().catch(onError);
  return repeat(look, LOOK_EVERY_MS, onError);
}

async function serveOrders(options: RedriveServiceOptions): Promise<void> {
  for (const order of await options.orders.pending()) await serve(options, order);
}

/** One after the other, so that two orders for one letter are not served at once. */
async function serve(options: RedriveServiceOptions, order: RedriveOrder): Promise<void> {
  const letters = new Map((await options.box.letters()).map((letter) => [letter.id, letter]));
  const answer = [];
  for (const letterId of order.letterIds) {
    const letter = letters.get(letterId);
    letters.delete(letterId);
    const outcome: RedriveOutcome = letter ? await redriveOrTell(options, letter) : { kind: 'gone' };
    options.report(describeOutcome(letterId, outcome));
    answer.push({ letterId, outcome });
  }
  await options.orders.answer(order, answer);
}
