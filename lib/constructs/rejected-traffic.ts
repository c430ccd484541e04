import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { FlowLogDestination, FlowLogTrafficType, type Vpc } from 'aws-cdk-lib/aws-ec2';
import { type IManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { PrivateLogGroup } from './private-log-group.ts';

export interface RejectedTrafficProps {
  readonly vpc: Vpc;
  readonly key: IKey;
  /** Of the role that writes the log. */
  readonly boundary: IManagedPolicy;
}

/** Records every packet the network refused: each is a function's attempt to reach somebody. */
export class RejectedTraffic extends Construct {
  readonly metric: Metric;

  constructor(scope: Construct, id: string, { vpc, key, boundary }: RejectedTrafficProps) {
    super(scope, id);
    const logGroup = new PrivateLogGroup(this, 'Log', key);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('vpc-flow-logs.amazonaws.com'),
      permissionsBoundary: boundary,
    });
    vpc.addFlowLog('Rejected', {
      trafficType: FlowLogTrafficType.REJECT,
      destination: FlowLogDestination.toCloudWatchLogs(logGroup, role),
    });
    this.metric = new MetricFilter(this, 'Filter', {
      logGroup,
      filterPattern: FilterPattern.literal('REJECT'),
      metricNamespace: 'SmartHatEngine',
      metricName: 'RejectedPackets',
      metricValue: '1',
    }).metric({ statistic: 'Sum' });
  }
}
