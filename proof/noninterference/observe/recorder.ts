import type { Clock } from '../../../core/ports.ts';
import type { Channel } from './channels.ts';

/** Something that an observer can see. */
export interface Observation {
  readonly channel: Channel;
  /** The person whose run or request it belongs to; `engine` when it belongs to nobody's. */
  readonly about: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Which process did it. */
  readonly by: string;
  /** JSON, as it was at that moment. */
  readonly body: string;
}

export type Observed = Pick<Observation, 'channel' | 'about' | 'by'> & { readonly body: unknown };

/** Everything that could be observed of one play, in order. */
export class Recorder {
  readonly observations: Observation[] = [];
  readonly #now: Clock;

  constructor(now: Clock) {
    this.#now = now;
  }

  see({ channel, about, by, body }: Observed): void {
    const at = this.#now().getTime();
    this.observations.push({ channel, about, by, at, body: JSON.stringify(body) ?? '' });
  }
}
