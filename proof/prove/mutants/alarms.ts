import type { Mutant } from './mutant.ts';

const rejects = (name: string, change: Mutant['change']): Mutant => ({
  name,
  caughtBy: ['rejected-traffic-alarms'],
  change,
});
const names = (name: string, change: Mutant['change']): Mutant => ({
  name,
  caughtBy: ['blocked-dns-alarms'],
  change,
});
const ALARM = 'AWS::CloudWatch::Alarm';

export const ALARM_MUTANTS: readonly Mutant[] = [
  rejects('no flow log', (app) => app.remove('AWS::EC2::FlowLog')),
  rejects('a flow log of accepted packets', (app) => app.set('AWS::EC2::FlowLog', 'TrafficType', 'ACCEPT')),
  rejects('a flow log that nobody counts', (app) => app.remove('AWS::Logs::MetricFilter')),
  rejects('a filter that finds no rejected packet', (app) =>
    app.set('AWS::Logs::MetricFilter', 'FilterPattern', 'ACCEPT'),
  ),
  rejects('a filter that counts every packet as none', (app) =>
    app.set('AWS::Logs::MetricFilter', 'MetricTransformations.0.MetricValue', '0'),
  ),
  rejects('a flow log in a bucket', (app) => app.set('AWS::EC2::FlowLog', 'LogDestinationType', 's3')),
  rejects('an alarm on the least of rejected packets', (app) =>
    app.set(ALARM, 'Statistic', 'Minimum', 'rejected-traffic'),
  ),
  rejects('no alarm on rejected packets', (app) => app.remove(ALARM, 'rejected-traffic')),
  rejects('an alarm on rejected packets that waits for a thousand', (app) =>
    app.set(ALARM, 'Threshold', 1000, 'rejected-traffic'),
  ),
  names('no alarm on blocked names', (app) => app.remove(ALARM, 'blocked-dns')),
  names('an alarm on blocked names that tells nobody', (app) =>
    app.set(ALARM, 'AlarmActions', [], 'blocked-dns'),
  ),
  names('an alarm on blocked names that is off', (app) =>
    app.set(ALARM, 'ActionsEnabled', false, 'blocked-dns'),
  ),
];
