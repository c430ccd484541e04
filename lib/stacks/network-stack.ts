import { Fn, Stack, type StackProps, Tags } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { EngineState } from '../constructs/engine-state.ts';
import { PowerlessRole } from '../constructs/powerless-role.ts';
import { RejectedTraffic } from '../constructs/rejected-traffic.ts';
import type { Seal } from '../constructs/sealed-function.ts';
import { SealedNetwork } from '../constructs/sealed-network.ts';
import { SEALED_TAG } from '../sealed-tag.ts';
import { published } from './published.ts';

export interface NetworkStackProps extends StackProps {
  readonly state: EngineState;
  readonly namePrefix: string;
}

/** `She-Network`: what seals every function. */
export class NetworkStack extends Stack {
  readonly seal: Seal;

  /** Asked of CloudFormation at deployment: CDK would need credentials to look them up. */
  override get availabilityZones(): string[] {
    return [0, 1].map((index) => Fn.select(index, Fn.getAzs()));
  }

  constructor(scope: Construct, id: string, props: NetworkStackProps) {
    super(scope, id, props);
    const { state } = props;
    const { alerts } = state;
    const { vpc, securityGroup, dns } = new SealedNetwork(this, 'Network');
    const rejected = new RejectedTraffic(this, 'RejectedTraffic', { vpc, state });
    const role = new PowerlessRole(this, 'FunctionRole', props.namePrefix);
    Tags.of(this).add(SEALED_TAG.key, SEALED_TAG.value);
    alerts.on(this, {
      name: 'rejected-traffic',
      severity: 'high',
      description: 'A function tried to reach somebody over the network, and was refused.',
      why: 'No function has anybody to reach: the first packet is one too many.',
      metric: rejected.metric,
    });
    alerts.on(this, {
      name: 'blocked-dns',
      severity: 'high',
      description: 'A function asked for a name, and was refused.',
      why: 'No function has anybody to look up: the first name is one too many.',
      metric: dns.metricBlocked(),
    });
    this.seal = {
      subnetIds: vpc.isolatedSubnets.map(({ subnetId }, index) =>
        published(this, `FunctionSubnet${index + 1}Id`, subnetId),
      ),
      securityGroupId: published(this, 'FunctionSecurityGroupId', securityGroup.securityGroupId),
      roleArn: published(this, 'FunctionRoleArn', role.roleArn),
    };
  }
}
