import { randomUUID } from 'node:crypto';
import { DynamoRunSlots } from '../../adapters/dynamodb/run-slots.ts';
import { AjvOutputSchemas } from '../../adapters/json-schema/output-schemas.ts';
import { LambdaInvoker } from '../../adapters/lambda/lambda-invoker.ts';
import { HttpPda } from '../../adapters/pda/http-pda.ts';
import { SqsDeadLetters } from '../../adapters/sqs/dead-letters.ts';
import type { ExecutorDeps } from '../../core/execute/deps.ts';
import type { DeadLetters, OutcomePublisher, TenantPseudonyms } from '../../core/ports.ts';
import type { Clients } from '../shared/clients.ts';
import { tellingLetters } from '../shared/telling.ts';
import { type PdaWiring, wire } from '../shared/wire.ts';
import type { ExecutorEnv } from './env.ts';

/** What differs between AWS and one machine, or belongs to the executor alone. */
export interface Surroundings {
  readonly outcomes: OutcomePublisher;
  readonly tenants: TenantPseudonyms;
  readonly sealed: boolean;
  /** @default - the dead-letter queue that the environment names */
  readonly deadLetters?: DeadLetters;
}

/** It alone calls functions. */
export interface ExecutorWiring extends PdaWiring {
  readonly clients: Clients;
}

export function wireExecutor(
  env: ExecutorEnv,
  wiring: ExecutorWiring,
  surroundings: Surroundings,
): ExecutorDeps {
  const { clients, now, log } = wiring;
  const { outcomes, tenants, sealed } = surroundings;
  const letters = surroundings.deadLetters ?? new SqsDeadLetters(clients.sqs, env.EXECUTIONS_DLQ_URL);
  const adapters = wire(wiring);
  return {
    catalogue: adapters.catalogue(env.CATALOGUE_TABLE),
    statuses: adapters.statuses(env.STATUS_TABLE),
    executions: adapters.executions(env.EXECUTIONS_TABLE, env.EXECUTION_RECORDS_DAYS),
    slots: new DynamoRunSlots(clients.dynamo, env.SLOTS_TABLE, now),
    inFlightPerFunction: env.IN_FLIGHT_PER_FUNCTION,
    queue: adapters.queue(env.EXECUTIONS_QUEUE_URL),
    deadLetters: tellingLetters(letters, 'executions', log),
    invoker: new LambdaInvoker(clients.lambda, { sealed }),
    pda: new HttpPda(wiring.directory, { onError: (error) => log.internalError(undefined, error) }),
    tenants,
    groups: adapters.groups,
    schemas: new AjvOutputSchemas(),
    outcomes,
    log,
    now,
    newId: randomUUID,
    random: Math.random,
  };
}
