import type { ReconcileDeps } from '../../core/dispatch/reconcile.ts';
import { type Wiring, wire } from '../shared/wire.ts';
import type { ReconcileEnv } from './env.ts';

export function wireReconcile(env: ReconcileEnv, wiring: Wiring): ReconcileDeps {
  const adapters = wire(wiring);
  const queue = adapters.queue(env.EXECUTIONS_QUEUE_URL);
  return {
    statuses: adapters.statuses(env.STATUS_TABLE),
    queue,
    backlog: queue,
    log: wiring.log,
    now: wiring.now,
  };
}
