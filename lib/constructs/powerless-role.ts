import { Effect, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { acknowledge } from '../security-checks.ts';

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
 * The role every function runs as, which allows its code nothing. Lambda adds `lambda:SourceFunctionArn` to whatever
 * the code itself asks for, its logs and traces included, and leaves it out when it makes the network interfaces.
 */
export class PowerlessRole extends Role {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: 'Functions of the Smart HAT Engine: allows their code nothing',
      inlinePolicies: {
        Powerless: new PolicyDocument({
          statements: [
            new PolicyStatement({ actions: NETWORK_INTERFACE_ACTIONS, resources: ['*'] }),
            new PolicyStatement({
              effect: Effect.DENY,
              actions: ['*'],
              resources: ['*'],
              conditions: { Null: { 'lambda:SourceFunctionArn': 'false' } },
            }),
          ],
        }),
      },
    });
    acknowledge(
      this,
      'IAM5[Resource::*]',
      'network interfaces have no narrower resource; the code is denied all',
    );
  }
}
