import * as z from 'zod/mini';
import type { Clock, PdaAccess } from '../../core/ports.ts';
import type { Exchange } from './exchange.ts';
import { KeptAnswers } from './kept-answers.ts';
import { accepted, isReply, parsed } from './replies.ts';

const PATH = '/api/v2.6/she/capabilities';
/** Those that the engine itself calls; a PDA that has only some of them is spoken to as one that has none. */
const NEEDED = ['data-window/1', 'data-derived/1'];
const KEPT_MS = 10 * 60_000;

const capabilitiesSchema = z.object({ additions: z.array(z.string()) });

/** The whole PDA is missing, which says nothing of what it speaks. */
const unavailableSchema = z.object({ message: z.literal('HAT unavailable') });

/** `plain`: HAT v2.6 and nothing else. */
export type PdaKind = 'additions' | 'plain';

/**
 * Asks a PDA which kind it is. One without the route is plain.
 * @throws ExecutionFailure PDA_REFUSED, PDA_UNREACHABLE
 */
export async function askKind(exchange: Exchange): Promise<PdaKind> {
  const reply = await exchange.send({ method: 'GET', path: PATH });
  if (reply.status === 404 && !isReply(reply, 404, unavailableSchema)) return 'plain';
  const { additions } = parsed(capabilitiesSchema, accepted(reply));
  return NEEDED.every((name) => additions.includes(name)) ? 'additions' : 'plain';
}

/** Which kind each PDA is, asked once in ten minutes. */
export class PdaKinds {
  readonly #kinds: KeptAnswers<PdaKind>;

  constructor(now: Clock) {
    this.#kinds = new KeptAnswers(now, () => KEPT_MS);
  }

  /** @throws ExecutionFailure PDA_REFUSED, PDA_UNREACHABLE */
  of(exchange: Exchange): Promise<PdaKind> {
    return this.#kinds.get(nameOf(exchange.access), () => askKind(exchange));
  }

  /** It answered as no PDA of its kind would: next time it is asked again. */
  forget(access: PdaAccess): void {
    this.#kinds.forget(nameOf(access));
  }
}

/** A PDA that has moved is another one. */
const nameOf = ({ pda, url }: PdaAccess) => [pda, url];
