import type { HttpAnswer } from './http-server.ts';

/** What CloudFormation answers about a stack `She-State` with the table of statuses. @param asked body of the request */
export function stateStack(asked: string, account: string): HttpAnswer {
  const result = asked.includes('Action=DescribeStacks')
    ? `<DescribeStacksResult><Stacks><member>
        <StackId>arn:aws:cloudformation:eu-west-1:${account}:stack/She-State/1</StackId>
      </member></Stacks></DescribeStacksResult>`
    : `<ListStackResourcesResult><StackResourceSummaries><member>
        <ResourceType>AWS::DynamoDB::Table</ResourceType>
        <LogicalResourceId>StateTablesStatuses12345678</LogicalResourceId>
        <PhysicalResourceId>She-State-statuses-1</PhysicalResourceId>
      </member></StackResourceSummaries></ListStackResourcesResult>`;
  return {
    status: 200,
    body: `<Response xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/">${result}</Response>`,
  };
}
