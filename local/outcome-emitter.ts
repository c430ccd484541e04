import { EventEmitter } from 'node:events';
import type { PublishedOutcome } from '../core/model/published-outcome.ts';
import type { OutcomePublisher } from '../core/ports.ts';

/** Tells listeners in this process how executions ended. */
export class OutcomeEmitter
  extends EventEmitter<{ outcome: [PublishedOutcome] }>
  implements OutcomePublisher
{
  async publish(outcome: PublishedOutcome): Promise<void> {
    this.emit('outcome', outcome);
  }
}
