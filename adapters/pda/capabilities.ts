import * as z from 'zod/mini';
import { ExecutionFailure } from '../../core/errors.ts';
import type { Clock, PdaAccess } from '../../core/ports.ts';
import type { Exchange } from './exchange.ts';
import { KeptAnswers } from './kept-answers.ts';
import { accepted, isReply, parsed } from './replies.ts';

const PATH = '/api/v2.6/she/capabilities';
/** Those that the engine itself calls; a PDA that has only some of them is spoken to as one that has none. */
const NEEDED = ['data-window/1', 'data-derived/1'];
const MOST_BYTES = 64 * 1024;
const KEPT_MS = { additions: 10 * 60_000, plain: 60_000 };
/** So long a PDA that had the additions does not count as a plain one, whatever it says: its promises are weaker. */
const DOUBTED_MS = 10 * 60_000;
/** PDAs whose announcements are remembered, those of late. */
const MOST_ANNOUNCED = 10_000;

const capabilitiesSchema = z.object({ additions: z.array(z.string()) });

/** How a PDA says that it has no such route; a 404 of anything in front of it says nothing of what it speaks. */
const routeMissingSchema = z.object({ error: z.literal('Handler Not Found') });
/** The whole PDA is missing. */
const unavailableSchema = z.object({ message: z.literal('HAT unavailable') });

/** `plain`: HAT v2.6 and nothing else. */
export type PdaKind = 'additions' | 'plain';

/**
 * Asks a PDA which kind it is. One that says it has no such route is plain.
 * @throws ExecutionFailure PDA_REFUSED, PDA_UNREACHABLE
 */
export async function askKind(exchange: Exchange): Promise<PdaKind> {
  const reply = await exchange.send({ method: 'GET', path: PATH, maxResponseBytes: MOST_BYTES });
  if (isReply(reply, 404, routeMissingSchema)) return 'plain';
  if (reply.status === 404 && !isReply(reply, 404, unavailableSchema)) {
    throw new ExecutionFailure('PDA_UNREACHABLE');
  }
  const { additions } = parsed(capabilitiesSchema, accepted(reply));
  return NEEDED.every((name) => additions.includes(name)) ? 'additions' : 'plain';
}

/**
 * Which kind each PDA is: kept for ten minutes, and for one minute that it is plain. One that has announced the
 * additions to this process, and then does not any more, counts as out of reach for ten minutes: were it taken for plain
 * while a write is in doubt, that would be written a second time, without its ids.
 */
export class PdaKinds {
  readonly #now: Clock;
  readonly #kinds: KeptAnswers<PdaKind>;
  /** Of those that have announced the additions: since when they seem to be plain. */
  readonly #announced = new Map<string, { doubtedSince?: number }>();

  constructor(now: Clock) {
    this.#now = now;
    this.#kinds = new KeptAnswers(now, (kind) => KEPT_MS[kind]);
  }

  /** @throws ExecutionFailure PDA_REFUSED, PDA_UNREACHABLE */
  of(exchange: Exchange): Promise<PdaKind> {
    const name = nameOf(exchange.access);
    return this.#kinds.get(name, async () => this.#believed(JSON.stringify(name), await askKind(exchange)));
  }

  /** It answered as no PDA of its kind would: next time it is asked again. */
  forget(access: PdaAccess): void {
    this.#kinds.forget(nameOf(access));
  }

  #believed(name: string, kind: PdaKind): PdaKind {
    const known = this.#announced.get(name);
    const now = this.#now().getTime();
    if (kind === 'plain' && known) {
      known.doubtedSince ??= now;
      if (now - known.doubtedSince < DOUBTED_MS) throw new ExecutionFailure('PDA_UNREACHABLE');
    }
    this.#announced.delete(name);
    if (kind === 'additions') this.#announced.set(name, {});
    const [oldest] = this.#announced.keys();
    if (this.#announced.size > MOST_ANNOUNCED && oldest !== undefined) this.#announced.delete(oldest);
    return kind;
  }
}

/** A PDA that has moved is another one. */
const nameOf = ({ pda, url }: PdaAccess) => [pda, url];
