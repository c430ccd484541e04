import { EventEmitter } from 'node:events';
import type { ExecutionRecord } from '../core/model/execution-record.ts';
import type { OutcomePublisher } from '../core/ports.ts';

/** Tells listeners in this process how executions ended. */
export class OutcomeEmitter extends EventEmitter<{ outcome: [ExecutionRecord] }> implements OutcomePublisher {
  async publish(record: ExecutionRecord): Promise<void> {
    this.emit('outcome', record);
  }
}
