import { type CloudFormationClient, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { EngineError } from '../../core/errors.ts';
import { describeStack } from '../dead-letters/stack-outputs.ts';
import type { Restorable } from './put-back.ts';

const STACK = 'She-State';

/** What `lib/constructs/engine-tables.ts` calls them. */
const LOGICAL_ID: Readonly<Record<Restorable, string>> = {
  catalogue: 'StateTablesCatalogue',
  statuses: 'StateTablesStatuses',
  executions: 'StateTablesExecutions',
  pdas: 'StateTablesPdas',
};

/**
 * Name of a table of a deployed engine.
 * @param account that the stage is configured for, if it is for one
 * @throws EngineError when the credentials lead elsewhere, or there is no such table, and what the SDK throws
 */
export async function deployedTable(
  client: CloudFormationClient,
  account: string | undefined,
  table: Restorable,
): Promise<string> {
  await describeStack(client, STACK, account);
  const { StackResourceSummaries = [] } = await client.send(
    new ListStackResourcesCommand({ StackName: STACK }),
  );
  const found = StackResourceSummaries.find(
    ({ ResourceType, LogicalResourceId = '' }) =>
      ResourceType === 'AWS::DynamoDB::Table' && LogicalResourceId.startsWith(LOGICAL_ID[table]),
  );
  if (found?.PhysicalResourceId) return found.PhysicalResourceId;
  throw new EngineError(`The stack ${STACK} has no table ${table}: deploy it first.`);
}
