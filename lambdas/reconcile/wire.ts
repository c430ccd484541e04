import type { ReconcileDeps } from '../../core/dispatch/reconcile.ts';
import { type Wiring, wire } from '../shared/wire.ts';
import type { ReconcileEnv } from './env.ts';

export function wireReconcile(env: ReconcileEnv, wiring: Wiring): ReconcileDeps {
  const adapters = wire(wiring);
  return {
    statuses: adapters.statuses(env.STATUS_TABLE),
    queue: adapters.queue(env.EXECUTIONS_QUEUE_URL),
    log: wiring.log,
    now: wiring.now,
  };
}
