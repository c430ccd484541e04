import { type Call, type Faults, PROMPT, type Verdict } from '../simulator/faults/faults.ts';

export interface Crash {
  /** Which of the run's calls, from 1. */
  readonly nth: number;
  readonly when: 'before' | 'after';
}

/** Processes whose calls make up a run, from the event or the owner's request to its end. */
const RUN = /^(dispatcher|executor|trigger)-/;

/** One process of the run dies at one of its calls; all else goes well. */
export class CrashOnce implements Faults {
  /** Of the run, in their order, until the crash. */
  readonly calls: string[] = [];
  readonly #crash: Crash | undefined;
  readonly #onCrash: () => void;
  #isOver = false;

  constructor(crash?: Crash, onCrash: () => void = () => {}) {
    this.#crash = crash;
    this.#onCrash = onCrash;
  }

  judge({ name }: Call, by: string): Verdict {
    if (this.#isOver || !RUN.test(by)) return PROMPT;
    this.calls.push(`${by.replace(/-\d+$/, '')}: ${name}`);
    if (this.calls.length !== this.#crash?.nth) return PROMPT;
    this.#isOver = true;
    this.#onCrash();
    return { ...PROMPT, dies: this.#crash.when };
  }

  /** What happens from now on is not the run any more. */
  stopCounting(): void {
    this.#isOver = true;
  }
}
