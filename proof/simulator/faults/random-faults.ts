import { ExecutionFailure } from '../../../core/errors.ts';
import type { ErrorCode } from '../../../core/model/error-code.ts';
import type { Random } from '../../../local/sample/random.ts';
import { type Call, type Faults, InjectedFault, PROMPT, type Verdict } from './faults.ts';
import { NO_FAULTS, type Profile } from './profile.ts';

/** A client gives up on a store after this long. */
const STORE_PATIENCE_MS = 5_000;
/** Longest that a pause of a process, or an answer, takes. */
const LONGEST_STALL_MS = 600_000;

const NOT_THE_FUNCTIONS_FAULT: readonly ErrorCode[] = ['THROTTLED', 'FUNCTION_NOT_READY', 'INTERNAL'];

/** Everything that can go wrong, as often as the profile says. */
export class RandomFaults implements Faults {
  readonly #random: Random;
  #profile: Profile;

  constructor(random: Random, profile: Profile) {
    this.#random = random;
    this.#profile = profile;
  }

  /** From now on all is well. */
  end(): void {
    this.#profile = NO_FAULTS;
  }

  judge(call: Call): Verdict {
    const profile = this.#profile;
    const random = this.#random;
    const applyMs = random.between(1, 20);
    // Half of the answers come so fast that nothing happens in between.
    const answerMs = random.chance(0.5) ? applyMs : applyMs + random.between(1, 20);
    const usual: Verdict = { ...PROMPT, applyMs, answerMs };
    if (random.chance(profile.crash)) return { ...usual, dies: random.chance(0.5) ? 'before' : 'after' };
    if (random.chance(profile.stall)) return this.#late(usual);
    switch (call.kind) {
      case 'status':
      case 'table':
      case 'queue':
      case 'outcomes':
        return random.chance(profile.store) ? this.#storeFault(call, usual) : usual;
      case 'pda':
        if (profile.sick && call.name.includes(profile.sick.pda)) return unanswered(call);
        return random.chance(profile.pda) ? this.#pdaFault(call, usual) : usual;
      case 'function':
        return random.chance(profile.invoke) ? this.#invokeFault(usual) : usual;
    }
  }

  #late(usual: Verdict): Verdict {
    const longest = this.#random.pick([10_000, 60_000, 150_000, LONGEST_STALL_MS]);
    return { ...usual, answerMs: usual.answerMs + this.#random.between(1_000, longest), note: 'answer late' };
  }

  #storeFault(call: Call, usual: Verdict): Verdict {
    const refused = new InjectedFault('ProvisionedThroughputExceededException');
    const [least, most] = [STORE_PATIENCE_MS, 2 * STORE_PATIENCE_MS];
    const kinds: Verdict[] = [
      { ...usual, applyMs: undefined, error: refused, note: 'refused' },
      { ...usual, error: refused, note: 'applied, answer lost' },
      { applyMs: this.#random.between(least, most), answerMs: least, error: refused, note: 'applied later' },
    ];
    // The client repeats a change whose answer was lost, and is told that somebody else was first.
    if (call.name.startsWith('status.replace'))
      kinds.push({
        ...usual,
        answerMs: usual.answerMs + this.#random.pick([0, 1_000, 10_000, 60_000]),
        instead: false,
        note: 'answer repeated',
      });
    return this.#random.pick(kinds);
  }

  #pdaFault({ withinMs = 30_000 }: Call, usual: Verdict): Verdict {
    const error = new ExecutionFailure('PDA_UNREACHABLE');
    return this.#random.pick<Verdict>([
      { ...usual, applyMs: undefined, error, note: 'unreachable' },
      { ...usual, answerMs: withinMs, error, note: 'done, answer lost' },
      {
        applyMs: withinMs + this.#random.between(0, this.#profile.lingeringMs),
        answerMs: withinMs,
        error,
        note: 'done after the time-out',
      },
    ]);
  }

  #invokeFault(usual: Verdict): Verdict {
    const error = new ExecutionFailure(this.#random.pick(NOT_THE_FUNCTIONS_FAULT));
    // What is refused does not begin; an answer that is lost may be one of a function that has begun.
    const isInvoked = error.code === 'INTERNAL' && this.#random.chance(0.5);
    return { ...usual, applyMs: isInvoked ? usual.applyMs : undefined, error, note: error.code };
  }
}

const unanswered = ({ withinMs = 30_000 }: Call): Verdict => ({
  answerMs: withinMs,
  error: new ExecutionFailure('PDA_UNREACHABLE'),
  note: 'never answers',
});
