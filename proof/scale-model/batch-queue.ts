import { AWS } from './aws-limits.ts';

export interface Message {
  readonly at: number;
  /** Of the one who sends far more than everybody else. */
  readonly noisy: boolean;
}

/** What waits, oldest first; a fair queue serves others first while one sender holds much of what is in flight. */
export class BatchQueue {
  readonly #fair: boolean;
  readonly #quiet = new Line();
  readonly #noisy = new Line();
  #noisyInFlight = 0;

  constructor(fair: boolean) {
    this.#fair = fair;
  }

  get length(): number {
    return this.#quiet.length + this.#noisy.length;
  }

  add(message: Message): void {
    (message.noisy ? this.#noisy : this.#quiet).add(message);
  }

  /** @param inFlight messages that are being worked on, of everybody */
  take(most: number, inFlight: number): readonly Message[] {
    const taken: Message[] = [];
    for (let next = this.#next(inFlight); next && taken.length < most; next = this.#next(inFlight)) {
      const message = next.take();
      if (message.noisy) this.#noisyInFlight += 1;
      taken.push(message);
    }
    return taken;
  }

  /** So many of the noisy one's are done. */
  settle(noisy: number): void {
    this.#noisyInFlight -= noisy;
  }

  #next(inFlight: number): Line | undefined {
    const [quiet, noisy] = [this.#quiet.head, this.#noisy.head];
    if (!quiet) return noisy && this.#noisy;
    const isHeldBack =
      this.#fair &&
      this.#noisyInFlight >= AWS.noisyInFlight &&
      this.#noisyInFlight > inFlight * AWS.noisyShare;
    return noisy && !isHeldBack && noisy.at < quiet.at ? this.#noisy : this.#quiet;
  }
}

/** First come, first served, in constant time. */
class Line {
  #messages: Message[] = [];
  #first = 0;

  get length(): number {
    return this.#messages.length - this.#first;
  }

  get head(): Message | undefined {
    return this.#messages[this.#first];
  }

  add(message: Message): void {
    this.#messages.push(message);
  }

  take(): Message {
    const message = this.#messages[this.#first] as Message;
    this.#first += 1;
    if (this.#first > 10_000) {
      this.#messages = this.#messages.slice(this.#first);
      this.#first = 0;
    }
    return message;
  }
}
