import { SqsDeadLetters } from '../../adapters/sqs/dead-letters.ts';
import { type Wiring, wire } from '../shared/wire.ts';
import type { DispatcherEnv } from './env.ts';
import type { DispatcherHandlerDeps } from './handler.ts';

export function wireDispatcher(env: DispatcherEnv, wiring: Wiring): DispatcherHandlerDeps {
  const adapters = wire(wiring);
  return {
    catalogue: adapters.catalogue(env.CATALOGUE_TABLE),
    statuses: adapters.statuses(env.STATUS_TABLE),
    queue: adapters.queue(env.EXECUTIONS_QUEUE_URL),
    malformed: new SqsDeadLetters(wiring.clients.sqs, env.DATA_EVENTS_DLQ_URL),
    now: wiring.now,
    log: wiring.log,
  };
}
