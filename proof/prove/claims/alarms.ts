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
    const isOfRejects =
      told.equals(flowLog, 'TrafficType', 'REJECT') &&
      told.equals(flowLog, 'LogDestinationType', 'cloud-watch-logs');
    if (isOfIt && isOfRejects) told.shows(flowLog, `REJECT, of ${vpc.id}`);
    const group = at(flowLog, 'LogGroupName');
    const filters = inNetwork(app, 'AWS::Logs::MetricFilter').filter(
      (one) => at(one, 'LogGroupName') === group,
    );
    const filter = told.onlyOne(filters, NETWORK_STACK, 'a metric filter on the log of rejected packets');
    if (!filter || !told.equals(filter, 'FilterPattern', 'REJECT')) return;
    const name = at(filter, 'MetricTransformations.0.MetricName');
    const namespace = at(filter, 'MetricTransformations.0.MetricNamespace');
    if (told.equals(filter, 'MetricTransformations.0.MetricValue', '1'))
      told.shows(filter, `counts them as ${namespace}/${name}`);
    const metric = { MetricName: name, Namespace: namespace, Dimensions: undefined };
    alarmOn(app.resources, { metric, what: 'rejected packets' }, told);
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
    alarmOn(app.resources, { metric, what: 'blocked names' }, told);
  },
};

const AT_THE_FIRST = {
  ComparisonOperator: 'GreaterThanThreshold',
  Threshold: 0,
  EvaluationPeriods: 1,
  Statistic: 'Sum',
};
/** Others could switch it off, or let it wait. */
const ALARM_PROPERTIES = [
  ...Object.keys(AT_THE_FIRST),
  'AlarmActions',
  'AlarmDescription',
  'AlarmName',
  'Dimensions',
  'MetricName',
  'Namespace',
  'Period',
  'Tags',
  'TreatMissingData',
];

interface Watched {
  readonly metric: Readonly<Record<'MetricName' | 'Namespace' | 'Dimensions', Json | undefined>>;
  /** What it counts. */
  readonly what: string;
}

/** Looks for an alarm on a metric that goes off at the first event and tells somebody. */
function alarmOn(resources: readonly Resource[], { metric, what }: Watched, told: Told): void {
  const alarms = inNetwork({ resources }, 'AWS::CloudWatch::Alarm').filter((alarm) =>
    Object.entries(metric).every(([name, value]) => isDeepStrictEqual(at(alarm, name), value)),
  );
  const alarm = told.onlyOne(alarms, NETWORK_STACK, `an alarm on ${what}`);
  if (!alarm) return;
  const topics = ofType({ resources }, 'AWS::SNS::Topic');
  const actions = at(alarm, 'AlarmActions');
  const isTold = Array.isArray(actions) && topics.some(({ ref }) => actions.includes(ref));
  if (!isTold) told.wrong(alarm, 'AlarmActions', 'the topic that alarms go to');
  const isAtFirst = Object.entries(AT_THE_FIRST).every(([name, value]) => at(alarm, name) === value);
  if (!isAtFirst) told.wrong(alarm, 'Threshold', JSON.stringify(AT_THE_FIRST));
  if (told.hasOnly(alarm, ALARM_PROPERTIES) && isTold && isAtFirst)
    told.shows(alarm, `goes off at the first, to ${topics.length} topic`);
}
