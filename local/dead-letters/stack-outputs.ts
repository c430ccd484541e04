import { type CloudFormationClient, DescribeStacksCommand, type Stack } from '@aws-sdk/client-cloudformation';
import * as z from 'zod/mini';
import { EngineError } from '../../core/errors.ts';

const STACK = 'She-Orchestrator';

/** What the stack tells about itself; lib/stacks/orchestrator-stack.ts names them. */
export const outputsSchema = z.object({
  DataEventsQueueUrl: z.string(),
  DataEventsDeadLettersUrl: z.string(),
  ExecutionsQueueUrl: z.string(),
  ExecutionsDeadLettersUrl: z.string(),
  StatusTableName: z.string(),
});
export type StackOutputs = z.infer<typeof outputsSchema>;

/** The engine is not deployed where the credentials lead, or not this version of it. */
export class EngineNotDeployed extends EngineError {
  override readonly name = 'EngineNotDeployed';
}

/**
 * A deployed stack, of the account that is meant.
 * @param account that the stage is configured for, if it is for one
 * @throws EngineNotDeployed when the credentials lead to another, and what the SDK throws
 */
export async function describeStack(
  client: CloudFormationClient,
  name: string,
  account: string | undefined,
): Promise<Partial<Stack>> {
  const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: name }));
  const stack: Partial<Stack> = Stacks[0] ?? {};
  const found = stack.StackId?.split(':')[4];
  if (account === undefined || found === account) return stack;
  throw new EngineNotDeployed(
    `The credentials lead to account ${found}, but the stage is configured for ${account}: use credentials of that account.`,
  );
}

/**
 * What the deployed engine tells about itself, such as where it has its queues.
 * @param account that the stage is configured for, if it is for one
 * @throws EngineNotDeployed, and what the SDK throws
 */
export async function readStackOutputs<T>(
  client: CloudFormationClient,
  account: string | undefined,
  schema: z.ZodMiniType<T>,
): Promise<T> {
  const { Outputs = [] } = await describeStack(client, STACK, account);
  const outputs = Object.fromEntries(
    Outputs.map(({ OutputKey = '', OutputValue }) => [OutputKey, OutputValue]),
  );
  const read = schema.safeParse(outputs);
  if (read.success) return read.data;
  const missing = read.error.issues.map(({ path }) => path.join('.')).join(', ');
  throw new EngineNotDeployed(`The stack ${STACK} has no output ${missing}: deploy this version of it.`);
}
