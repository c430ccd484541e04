import {
  type CloudFormationClient,
  DescribeStacksCommand,
  paginateListStackResources,
} from '@aws-sdk/client-cloudformation';
import { EngineError } from '../../../core/errors.ts';

/** What a deployed stack made. */
export interface StackResources {
  readonly account: string;
  readonly partition: string;
  /** Ids that AWS gave to its resources of a type. */
  idsOf(type: string): readonly string[];
  /** The id that AWS gave to a resource of the template. @throws EngineError when it is not deployed */
  physical(logicalId: string): string;
}

/**
 * Asks CloudFormation what it made of a stack.
 * @param account that the stage is configured for, if it is for one
 * @throws EngineError when the credentials lead elsewhere, and what the SDK throws
 */
export async function readStack(
  client: CloudFormationClient,
  StackName: string,
  account: string | undefined,
): Promise<StackResources> {
  const { Stacks } = await client.send(new DescribeStacksCommand({ StackName }));
  const [, partition = '', , , found = ''] = (Stacks?.[0]?.StackId ?? '').split(':');
  if (account !== undefined && found !== account)
    throw new EngineError(
      `The credentials lead to account ${found}, but the stage is configured for ${account}: use credentials of that account.`,
    );
  const resources: { logical: string; physical: string; type: string }[] = [];
  for await (const { StackResourceSummaries = [] } of paginateListStackResources({ client }, { StackName }))
    for (const {
      LogicalResourceId = '',
      PhysicalResourceId = '',
      ResourceType = '',
    } of StackResourceSummaries)
      resources.push({ logical: LogicalResourceId, physical: PhysicalResourceId, type: ResourceType });
  return {
    account: found,
    partition,
    idsOf: (type) => resources.filter((one) => one.type === type).map(({ physical }) => physical),
    physical: (logicalId) => {
      const resource = resources.find(({ logical }) => logical === logicalId);
      if (resource) return resource.physical;
      throw new EngineError(
        `${StackName} has no ${logicalId} as its template does: deploy this version of it.`,
      );
    },
  };
}
