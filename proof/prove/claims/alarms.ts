import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../../../core/model/json.ts';
import { type App, inNetwork } from '../model/app.ts';
import { NETWORK_STACK } from '../model/functions.ts';
import { at, ofType } from '../model/model.ts';
import type { Claim, Told } from './claim.ts';
import { delivers, hearsAlarms } from './delivery.ts';
import { firewallOf } from './dns-firewall.ts';

/** Another format, destination or interval would need another filter. */
const FLOW_LOG_PROPERTIES = [
  'DeliverLogsPermissionArn',
  'LogDestinationType',
  'LogGroupName',
  'ResourceId',
  'ResourceType',
  'Tags',
  'TrafficType',
];
const FILTER_PROPERTIES = ['FilterPattern', 'LogGroupName', 'MetricTransformations'];

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
    told.hasOnly(flowLog, FLOW_LOG_PROPERTIES);
    delivers(app, flowLog, told);
    const group = at(flowLog, 'LogGroupName');
    const filters = inNetwork(app, 'AWS::Logs::MetricFilter').filter(
      (one) => at(one, 'LogGroupName') === group,
    );
    const filter = told.onlyOne(filters, NETWORK_STACK, 'a metric filter on the log of rejected packets');
    if (!filter || !told.equals(filter, 'FilterPattern', 'REJECT')) return;
    told.hasOnly(filter, FILTER_PROPERTIES);
    const name = at(filter, 'MetricTransformations.0.MetricName');
    const namespace = at(filter, 'MetricTransformations.0.MetricNamespace');
    const counted = [{ MetricName: name, MetricNamespace: namespace, MetricValue: '1' }];
    if (isDeepStrictEqual(at(filter, 'MetricTransformations'), counted))
      told.shows(filter, `counts them as ${namespace}/${name}`);
    else told.wrong(filter, 'MetricTransformations', 'one, which counts 1 under a name without dimensions');
    const metric = { MetricName: name, Namespace: namespace, Dimensions: undefined };
    alarmOn(app, { metric, what: 'rejected packets' }, told);
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
    alarmOn(app, { metric, what: 'blocked names' }, told);
  },
};

const AT_THE_FIRST = {
  ComparisonOperator: 'GreaterThanThreshold',
  Threshold: 0,
  EvaluationPeriods: 1,
  Statistic: 'Sum',
  // Taken for breaching, silence would keep the alarm on, and nothing would set it off again.
  TreatMissingData: 'notBreaching',
};
/** Seconds: who waits longer is told too late. */
const PERIOD = { shortest: 60, longest: 300 };
/** Others could switch it off, or let it wait. */
export const ALARM_PROPERTIES = [
  ...Object.keys(AT_THE_FIRST),
  'AlarmActions',
  'AlarmDescription',
  'AlarmName',
  'Dimensions',
  'MetricName',
  'Namespace',
  'Period',
  'Tags',
];

interface Watched {
  readonly metric: Readonly<Record<'MetricName' | 'Namespace' | 'Dimensions', Json | undefined>>;
  /** What it counts. */
  readonly what: string;
}

/** Looks for an alarm on a metric that goes off at the first event and tells somebody. */
function alarmOn(app: App, { metric, what }: Watched, told: Told): void {
  const alarms = inNetwork(app, 'AWS::CloudWatch::Alarm').filter((alarm) =>
    Object.entries(metric).every(([name, value]) => isDeepStrictEqual(at(alarm, name), value)),
  );
  const alarm = told.onlyOne(alarms, NETWORK_STACK, `an alarm on ${what}`);
  if (!alarm) return;
  const actions = at(alarm, 'AlarmActions');
  const topics = ofType(app, 'AWS::SNS::Topic').filter(
    ({ ref }) => Array.isArray(actions) && actions.includes(ref),
  );
  if (topics.length === 0) told.wrong(alarm, 'AlarmActions', 'the topic that alarms go to');
  for (const topic of topics) hearsAlarms(app, topic, told);
  const isAtFirst = Object.entries(AT_THE_FIRST).every(([name, value]) => at(alarm, name) === value);
  if (!isAtFirst) told.wrong(alarm, 'Threshold', JSON.stringify(AT_THE_FIRST));
  const period = Number(at(alarm, 'Period'));
  const isSoon = period >= PERIOD.shortest && period <= PERIOD.longest;
  if (!isSoon) told.wrong(alarm, 'Period', `from ${PERIOD.shortest} to ${PERIOD.longest} seconds`);
  if (told.hasOnly(alarm, ALARM_PROPERTIES) && topics.length > 0 && isAtFirst && isSoon)
    told.shows(alarm, `goes off at the first, to ${topics.length} topic`);
}
