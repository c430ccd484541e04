import { ManagedPolicy, PolicyDocument, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Aws } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { acknowledge } from '../security-checks.ts';
import { powerlessStatements } from './powerless-statements.ts';

/**
 * The role every function runs as, which allows its code nothing. Its boundary says the same once more: whatever
 * policy somebody attaches to the role later, code is still allowed nothing.
 */
export class PowerlessRole extends Role {
  constructor(scope: Construct, id: string, namePrefix: string) {
    const permissionsBoundary = new ManagedPolicy(scope, 'FunctionBoundary', {
      // Names of policies are the account's, whatever the region.
      managedPolicyName: `${namePrefix}-${Aws.REGION}-function-boundary`,
      description: 'The most a function of the Smart HAT Engine could ever do: nothing',
      statements: powerlessStatements(),
    });
    super(scope, id, {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: 'Functions of the Smart HAT Engine: allows their code nothing',
      inlinePolicies: { Powerless: new PolicyDocument({ statements: powerlessStatements() }) },
      permissionsBoundary,
    });
    for (const policy of [this, permissionsBoundary])
      acknowledge(
        policy,
        'IAM5[Resource::*]',
        'network interfaces have no narrower resource; the code is denied all',
      );
  }
}
