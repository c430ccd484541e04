import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { HttpApplicationRoles } from '../../adapters/pda/application-roles.ts';
import { HttpOwnersRecords } from '../../adapters/pda/owners-records.ts';
import { HttpPublicKeys } from '../../adapters/pda/public-keys.ts';
import type { ManagementDeps } from '../../core/manage/deps.ts';
import { type PdaWiring, wire } from '../shared/wire.ts';
import type { ApiEnv } from './env.ts';
import type { ApiDeps } from './routes.ts';

/** What differs between AWS and one machine. */
export interface ApiSurroundings {
  readonly sealed: boolean;
  /** @default - nothing: on AWS nobody can end a tenant's environments, and they run out by themselves */
  readonly forget?: ManagementDeps['forget'];
}

export function wireApi(
  env: ApiEnv,
  wiring: PdaWiring,
  { sealed, forget = nothingToForget }: ApiSurroundings,
): ApiDeps {
  const adapters = wire(wiring);
  const { directory } = wiring;
  const applicationRoles = new HttpApplicationRoles(wiring.now);
  const stores = {
    catalogue: adapters.catalogue(env.CATALOGUE_TABLE),
    statuses: adapters.statuses(env.STATUS_TABLE),
  };
  return {
    management: {
      ...stores,
      executions: adapters.executions(env.EXECUTIONS_TABLE),
      queue: adapters.queue(env.EXECUTIONS_QUEUE_URL),
      now: wiring.now,
      newId: randomUUID,
      forget,
      sleep: (milliseconds) => sleep(milliseconds),
      sealed,
    },
    events: { queue: adapters.dataEvents(env.DATA_EVENTS_QUEUE_URL), newId: randomUUID },
    feed: { ...stores, records: new HttpOwnersRecords(directory, wiring.now), now: wiring.now },
    authentication: {
      directory,
      publicKeys: new HttpPublicKeys(wiring.now),
      rolesOf: (access, application) => applicationRoles.of(access, application),
      now: wiring.now,
    },
    log: wiring.log,
  };
}

const nothingToForget = async () => undefined;
