import { DynamoReleaseStore } from '../../adapters/dynamodb/release-store.ts';
import type { Clients } from '../shared/clients.ts';
import { unreadableReleases } from '../shared/unreadable-items.ts';
import type { RollbackEnv } from './env.ts';
import type { RollbackDeps } from './handler.ts';

export interface RollbackWiring extends Pick<RollbackDeps, 'log' | 'now'> {
  readonly dynamo: Clients['dynamo'];
}

export function wireRollback(env: RollbackEnv, { dynamo, log, now }: RollbackWiring): RollbackDeps {
  const releases = new DynamoReleaseStore(dynamo, env.CATALOGUE_TABLE, unreadableReleases(log));
  return { releases, log, now };
}
