import { type Call, type Faults, InjectedFault, type Verdict } from '../faults/faults.ts';
import { NOTHING, type Scheduler } from './scheduler.ts';
import type { Trace } from './trace.ts';

/** What processes run on, one after the other where the whole of it may stop. */
export interface Machine {
  isGone: boolean;
}

/**
 * One process of the engine. Everything it does to the world is a call; between two calls nothing it does can be
 * seen, so dying before and after each of its calls is dying at any moment.
 */
export class SimulatedProcess {
  readonly name: string;
  readonly bornAt: Date;
  readonly #scheduler: Scheduler;
  readonly #faults: Faults;
  readonly #trace: Trace;
  readonly #machine: Machine;
  #isAlive = true;

  constructor(name: string, world: { scheduler: Scheduler; faults: Faults; trace: Trace; machine: Machine }) {
    this.name = name;
    this.bornAt = world.scheduler.now;
    this.#scheduler = world.scheduler;
    this.#faults = world.faults;
    this.#trace = world.trace;
    this.#machine = world.machine;
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** It has done what it was started for. */
  end(): void {
    this.#isAlive = false;
  }

  /** Nothing of it goes on; what it has sent is on its way all the same, unless the whole machine is gone. */
  kill(): typeof NOTHING | undefined {
    if (!this.#isAlive) return NOTHING;
    this.#trace.say(this.name, 'dies');
    this.#isAlive = false;
    return undefined;
  }

  /**
   * Carries out `effect` when the request arrives, and lets the caller go on when the answer does, if ever.
   */
  call<T>(call: Call, effect: () => T | Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const verdict = this.#faults.judge(call, this.name);
      if (verdict.dies === 'before') return void this.kill();
      let answer: { readonly value: Promise<T> } | undefined;
      const apply = () => {
        if (this.#machine.isGone && !call.goesElsewhere) return;
        this.#trace.say(this.name, `${call.name}${verdict.note ? ` (${verdict.note})` : ''}`);
        answer = { value: attempted(effect) };
        if (verdict.dies === 'after') this.kill();
      };
      const goOn = () => {
        if (!this.#isAlive) return;
        const { error, instead } = verdict;
        if (error || !answer) return reject(error ?? new InjectedFault(`${call.name} was not answered`));
        resolve(instead === undefined ? answer.value : (instead as T));
      };
      this.#schedule(verdict, apply, goOn);
    });
  }

  #schedule({ applyMs, answerMs }: Verdict, apply: () => void, goOn: () => void): void {
    if (applyMs === answerMs) {
      this.#scheduler.after(answerMs, () => {
        apply();
        goOn();
      });
      return;
    }
    if (applyMs !== undefined) this.#scheduler.after(applyMs, apply);
    this.#scheduler.after(answerMs, () => (this.#isAlive ? goOn() : NOTHING));
  }
}

/** A refusal is an answer too: it arrives when its time has come, and is nobody's unhandled error until then. */
function attempted<T>(effect: () => T | Promise<T>): Promise<T> {
  const value = new Promise<T>((resolve) => resolve(effect()));
  value.catch(() => undefined);
  return value;
}
