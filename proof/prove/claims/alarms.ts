import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../../../core/model/json.ts';
import { inNetwork } from '../model/app.ts';
import { NETWORK_STACK } from '../model/functions.ts';
import { at, ofType, type Resource } from '../model/model.ts';
import type { Claim, Told } from './claim.ts';
import { firewallOf } from './dns-firewall.ts';

export const rejectedTrafficSeen: Claim = {
  name: 'rejected-traffic-alarms',
  sentence: 'Every packet that the network refuses is recorded, and the first one raises an alarm.',
  closes: 'drift',
  judge(app, told) {
    const [vpc] = inNetwork(app, 'AWS::EC2::VPC');
    const flowLog = told.onlyOne(
      inNetwork(app, 'AWS::EC2::FlowLog'),
      NETWORK_STACK,
      'a flow log of rejected packets',
    );
    if (!vpc || !flowLog) return;
    const isOfIt = told.equals(flowLog, 'ResourceId', vpc.ref) && told.equals(flowLog, 'ResourceType', 'VPC');
    const isOfRejects = told.equals(flowLog, 'TrafficType', 'REJECT');
    if (isOfIt && isOfRejects) told.shows(flowLog, `REJECT, of ${vpc.id}`);
    const group = at(flowLog, 'LogGroupName');
    const filters = inNetwork(app, 'AWS::Logs::MetricFilter').filter(
      (one) => at(one, 'LogGroupName') === group,
    );
    const filter = told.onlyOne(filters, NETWORK_STACK, 'a metric filter on the log of rejected packets');
    if (!filter || !told.equals(filter, 'FilterPattern', 'REJECT')) return;
    const name = at(filter, 'MetricTransformations.0.MetricName');
    const namespace = at(filter, 'MetricTransformations.0.MetricNamespace');
    told.shows(filter, `counts them as ${namespace}/${name}`);
    alarmOn(
      app.resources,
      { MetricName: name, Namespace: namespace, Dimensions: undefined },
      'rejected packets',
      told,
    );
  },
};

export const blockedDnsSeen: Claim = {
  name: 'blocked-dns-alarms',
  sentence: 'The first name that a function asks for raises an alarm; the name itself is kept nowhere.',
  closes: 'drift',
  judge(app, told) {
    const [vpc] = inNetwork(app, 'AWS::EC2::VPC');
    const group = vpc && firewallOf(app.resources, vpc);
    // What is missing here is told by the claim about the firewall.
    if (!group) return;
    const metric = {
      MetricName: 'FirewallRuleGroupQueryVolume',
      Namespace: 'AWS/Route53Resolver',
      Dimensions: [{ Name: 'FirewallRuleGroupId', Value: `⟨${group.key}.Id⟩` }],
    };
    alarmOn(app.resources, metric, 'blocked names', told);
  },
};

interface Metric {
  readonly MetricName: Json | undefined;
  readonly Namespace: Json | undefined;
  readonly Dimensions: Json | undefined;
}

/** Looks for an alarm on a metric that goes off at the first event and tells somebody. */
function alarmOn(resources: readonly Resource[], metric: Metric, what: string, told: Told): void {
  const alarms = inNetwork({ resources }, 'AWS::CloudWatch::Alarm').filter((alarm) =>
    Object.entries(metric).every(([name, value]) => isDeepStrictEqual(at(alarm, name), value)),
  );
  const alarm = told.onlyOne(alarms, NETWORK_STACK, `an alarm on ${what}`);
  if (!alarm) return;
  const topics = ofType({ resources }, 'AWS::SNS::Topic');
  const actions = at(alarm, 'AlarmActions');
  const isTold = Array.isArray(actions) && topics.some(({ ref }) => actions.includes(ref));
  if (!isTold) told.wrong(alarm, 'AlarmActions', 'the topic that alarms go to');
  const isOn = told.equals(alarm, 'ActionsEnabled', undefined);
  const isAtFirst =
    told.equals(alarm, 'ComparisonOperator', 'GreaterThanThreshold') &&
    at(alarm, 'Threshold') === 0 &&
    at(alarm, 'EvaluationPeriods') === 1;
  if (!isAtFirst) told.wrong(alarm, 'Threshold', '0, over one period');
  if (isTold && isOn && isAtFirst) told.shows(alarm, `tells ${topics.length} topic of the first`);
}
