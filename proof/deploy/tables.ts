import { CloudFormationClient, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { EngineError } from '../../core/errors.ts';
import type { Stage } from './stage.ts';

/** Name of one of the engine's tables, `Catalogue` or `Statuses` for example. @throws EngineError */
export async function tableOf({ place }: Stage, name: string): Promise<string> {
  const { region, endpoint } = place;
  const client = new CloudFormationClient({ region, ...(endpoint === undefined ? {} : { endpoint }) });
  try {
    const asked = new ListStackResourcesCommand({ StackName: 'She-State' });
    const { StackResourceSummaries = [] } = await client.send(asked);
    const table = StackResourceSummaries.find(
      ({ ResourceType, LogicalResourceId = '' }) =>
        ResourceType === 'AWS::DynamoDB::Table' && LogicalResourceId.startsWith(`StateTables${name}`),
    );
    if (table?.PhysicalResourceId) return table.PhysicalResourceId;
    throw new EngineError(`She-State has no table ${name}.`);
  } finally {
    client.destroy();
  }
}
