import { tokenClaims } from '../../core/model/token-claims.ts';
import type { Clock, PdaAccess, PdaDirectory } from '../../core/ports.ts';
import { KeptAnswers } from './kept-answers.ts';

const HOUR_MS = 3_600_000;
/** HAT v2.6 ends a token that is three days old; so one is renewed that is used at least every two. */
const DUE_AFTER_MS = 24 * HOUR_MS;
/** After what was tried once, also in vain, this process leaves that PDA in peace. */
const TRIED_EVERY_MS = HOUR_MS;

/** Header, claims and signature. What else a header could hold might be one that no request can carry. */
const FORM = /^[\w-]+\.[\w-]+\.[\w-]+$/;
/** Many times what tokens of PDAs have. It is stored. */
const MAX_LENGTH = 4_096;

export interface TokenRenewalsOptions {
  readonly directory: Pick<PdaDirectory, 'renew'>;
  readonly now: Clock;
  /** Gets what kept a token from being stored. */
  readonly onError: (error: unknown) => void;
}

/** Stores the tokens that PDAs renew with their replies, one a day for each PDA. */
export class TokenRenewals {
  readonly #options: TokenRenewalsOptions;
  readonly #tried: KeptAnswers<true>;

  constructor(options: TokenRenewalsOptions) {
    this.#options = options;
    this.#tried = new KeptAnswers(options.now, () => TRIED_EVERY_MS);
  }

  /** Stores `given`, the token that came with a reply, where it is time to. Never fails. */
  async keep(held: PdaAccess, given: string | undefined): Promise<void> {
    if (given === undefined || !isRenewal(held, given, this.#options.now())) return;
    await this.#tried.get([held.pda, held.url], () => this.#store(held, given));
  }

  async #store(held: PdaAccess, given: string): Promise<true> {
    await this.#options.directory.renew(held, given).catch(this.#options.onError);
    return true;
  }
}

/**
 * Whether `given` is to take the place of the token in `held`: that one is due, and this one is the same token, issued
 * now. A PDA sends what it likes, and a proxy between may send what was somebody else's; what passes here goes to no
 * other PDA, opens what the operator registered and nothing more, and ends when that ends.
 */
export function isRenewal({ pda, token }: PdaAccess, given: string, now: Date): boolean {
  if (given.length > MAX_LENGTH || !FORM.test(given)) return false;
  const [old, renewed] = [tokenClaims(token), tokenClaims(given)];
  if (old?.iat === undefined || renewed?.iat === undefined) return false;
  const isDue = now.getTime() - old.iat * 1000 > DUE_AFTER_MS;
  // One of long ago would be due again at once, one of the future never.
  const isNew = Math.abs(now.getTime() - renewed.iat * 1000) < DUE_AFTER_MS;
  const isSame = SAME.every((claim) => old[claim] === renewed[claim]);
  return isDue && isNew && renewed.iss === pda && isSame;
}

const SAME = ['iss', 'exp', 'application', 'accessScope', 'resource'] as const;
