import { SqsDeadLetters } from '../../adapters/sqs/dead-letters.ts';
import type { DeadLetters } from '../../core/ports.ts';
import { tellingLetters } from '../shared/telling.ts';
import { type Wiring, wire } from '../shared/wire.ts';
import type { DispatcherEnv } from './env.ts';
import type { DispatcherHandlerDeps } from './handler.ts';

/** @param malformed takes events that cannot be read, if not the queue that the environment names */
export function wireDispatcher(
  env: DispatcherEnv,
  wiring: Wiring,
  malformed: DeadLetters = new SqsDeadLetters(wiring.clients.sqs, env.DATA_EVENTS_DLQ_URL),
): DispatcherHandlerDeps {
  const adapters = wire(wiring);
  return {
    catalogue: adapters.catalogue(env.CATALOGUE_TABLE),
    statuses: adapters.statuses(env.STATUS_TABLE),
    queue: adapters.queue(env.EXECUTIONS_QUEUE_URL),
    malformed: tellingLetters(malformed, 'data-events', wiring.log),
    now: wiring.now,
    log: wiring.log,
  };
}
