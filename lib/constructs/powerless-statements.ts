import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** What the Lambda service needs to attach a function to a network; AWS offers no narrower resource. */
const NETWORK_INTERFACE_ACTIONS = [
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:UnassignPrivateIpAddresses',
];

/**
 * Allows the Lambda service to make network interfaces, and code nothing. Lambda adds `lambda:SourceFunctionArn` to
 * whatever the code itself asks for, its logs and traces included, and leaves it out when it makes the interfaces.
 */
export function powerlessStatements(): PolicyStatement[] {
  return [
    new PolicyStatement({ actions: NETWORK_INTERFACE_ACTIONS, resources: ['*'] }),
    new PolicyStatement({
      effect: Effect.DENY,
      actions: ['*'],
      resources: ['*'],
      conditions: { Null: { 'lambda:SourceFunctionArn': 'false' } },
    }),
  ];
}
