import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { FlowLogDestination, FlowLogTrafficType, type Vpc } from 'aws-cdk-lib/aws-ec2';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { metricsNamespace } from '../../core/model/metrics.ts';
import type { EngineState } from './engine-state.ts';
import { PrivateLogGroup } from './private-log-group.ts';

export interface RejectedTrafficProps {
  readonly vpc: Vpc;
  readonly state: EngineState;
}

/** Records every packet the network refused: each is a function's attempt to reach somebody. */
export class RejectedTraffic extends Construct {
  readonly metric: Metric;

  constructor(scope: Construct, id: string, { vpc, state }: RejectedTrafficProps) {
    super(scope, id);
    const logGroup = new PrivateLogGroup(this, 'Log', { state, name: 'rejected-traffic' });
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('vpc-flow-logs.amazonaws.com'),
      permissionsBoundary: state.boundary,
    });
    vpc.addFlowLog('Rejected', {
      trafficType: FlowLogTrafficType.REJECT,
      destination: FlowLogDestination.toCloudWatchLogs(logGroup, role),
    });
    this.metric = new MetricFilter(this, 'Filter', {
      logGroup,
      filterPattern: FilterPattern.literal('REJECT'),
      metricNamespace: metricsNamespace(state.namePrefix),
      metricName: 'RejectedPackets',
      metricValue: '1',
    }).metric({ statistic: 'Sum' });
  }
}
