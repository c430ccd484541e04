import type { ApiEnv } from '../lambdas/api/env.ts';
import type { DispatcherEnv } from '../lambdas/dispatcher/env.ts';
import type { ExecutorEnv } from '../lambdas/executor/env.ts';
import type { ReconcileEnv } from '../lambdas/reconcile/env.ts';
import type { TABLES } from '../lambdas/shared/tables.ts';
import type { Queues } from './queues/sqs-server.ts';

/** Names for every entry point, and the queue that feeds the dispatcher. */
export type LocalEnvironment = DispatcherEnv &
  ExecutorEnv &
  ReconcileEnv &
  ApiEnv & { DATA_EVENTS_QUEUE_URL: string };

/** Half of the runs that are at work at a time on one machine: a function of many people leaves room for the others. */
const IN_FLIGHT_PER_FUNCTION = 20;
/** As on AWS, unless a stage says otherwise. */
const EXECUTION_RECORDS_DAYS = 90;

type TableName = keyof typeof TABLES;
const table = (name: TableName): string => name;

/** The names that stacks give the entry points on AWS. The keys come from files, and outcomes stay in process. */
export function localEnvironment(queues: Queues): LocalEnvironment {
  return {
    CATALOGUE_TABLE: table('catalogue'),
    STATUS_TABLE: table('statuses'),
    EXECUTIONS_TABLE: table('executions'),
    PDAS_TABLE: table('pdas'),
    PDA_TOKENS_KEY_ID: 'local',
    SLOTS_TABLE: table('slots'),
    DATA_EVENTS_QUEUE_URL: queues.dataEvents,
    EXECUTIONS_QUEUE_URL: queues.executions,
    EXECUTIONS_DLQ_URL: queues.executionsDlq,
    DATA_EVENTS_DLQ_URL: queues.dataEventsDlq,
    EVENT_BUS_NAME: 'local',
    ENGINE_KEY_SECRET_ID: 'local',
    IN_FLIGHT_PER_FUNCTION,
    EXECUTION_RECORDS_DAYS,
    TENANT_KEY_SECRET_ID: 'local',
  };
}
