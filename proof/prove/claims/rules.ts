import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../../../core/model/json.ts';
import type { App } from '../model/app.ts';
import { at, ofType, type Resource } from '../model/model.ts';
import type { Told } from './claim.ts';

/** What alone a PDA's account may put on a bus of the engine, and a rule may take from it. */
const SOURCE = ['smart-hat-pda'];
const DETAIL_TYPE = ['Data Saved'];

/** What AWS itself tells of alarms that return a version, and nobody else can: sources of AWS are reserved. */
const ALARMS = { source: ['aws.cloudwatch'], 'detail-type': ['CloudWatch Alarm State Change'] };

/** Looks whether a rule hears of alarms on rollouts alone. */
function hearingAlarms(rule: Resource, told: Told): void {
  const names = at(rule, 'EventPattern.detail.alarmName.0.prefix');
  const detail = { alarmName: [{ prefix: names }], state: { value: ['ALARM'] } };
  const isOfRollouts = /^[a-z][a-z0-9-]*-rollout-$/.test(String(names));
  if (!isOfRollouts || !isDeepStrictEqual(at(rule, 'EventPattern'), { ...ALARMS, detail }))
    told.wrong(rule, 'EventPattern', 'alarms on rollouts alone');
}

/** Looks whether a rule by the clock, or by an alarm, wakes Lambdas of the engine alone. */
export function wakingLambdas(app: App, rule: Resource, told: Told): void {
  const targets = at(rule, 'Targets');
  const lambdas = app.engineLambdas.map(({ arn }) => arn);
  const letters = ofType(app, 'AWS::SQS::Queue').map(({ arn }) => ({ Arn: arn }));
  const isOwnTarget = (target: Json) => {
    const {
      Arn,
      Id: _id,
      RetryPolicy: _retry,
      DeadLetterConfig,
      ...others
    } = Object(target) as Record<string, Json>;
    const isLost = DeadLetterConfig === undefined;
    const isKept = isLost || letters.some((one) => isDeepStrictEqual(one, DeadLetterConfig));
    return lambdas.includes(String(Arn)) && isKept && Object.keys(others).length === 0;
  };
  if (at(rule, 'ScheduleExpression') === undefined) hearingAlarms(rule, told);
  else told.equals(rule, 'EventPattern', undefined);
  if (!Array.isArray(targets) || !targets.every(isOwnTarget))
    told.wrong(rule, 'Targets', 'Lambdas of the engine alone');
}

/** Looks whether a rule on a bus takes data events alone, from a bus of these templates, into the queue for them. */
export function takingDataEvents(app: App, rule: Resource, told: Told): void {
  const buses = ofType(app, 'AWS::Events::EventBus').map(({ ref }) => ref);
  if (!buses.includes(String(at(rule, 'EventBusName'))))
    told.wrong(rule, 'EventBusName', 'a bus of these templates');
  told.equals(rule, 'ScheduleExpression', undefined);
  const pattern = { source: SOURCE, 'detail-type': DETAIL_TYPE };
  if (!isDeepStrictEqual(at(rule, 'EventPattern'), pattern))
    told.wrong(rule, 'EventPattern', JSON.stringify(pattern));
  const queues = ofType(app, 'AWS::SQS::Queue');
  const queue = queues.find(({ id }) => /^DataEventsQueue/.test(id));
  const letters = queues.find(({ id }) => /^DataEventsDeadLetters/.test(id));
  const targets = [
    {
      ...{ Arn: queue?.arn, Id: 'DataEvents', InputPath: '$.detail' },
      DeadLetterConfig: { Arn: letters?.arn },
    },
  ];
  if (!queue || !letters || !isDeepStrictEqual(at(rule, 'Targets'), targets))
    told.wrong(rule, 'Targets', 'the queue of data events, which gets their detail alone');
}

/** Looks whether a statement lets one account put data events on a bus, and nothing else. */
export function lettingPdasSend(app: App, policy: Resource, told: Told): void {
  const { Sid: _sid, Principal, ...statement } = Object(at(policy, 'Statement')) as Record<string, Json>;
  const [principal, ...others] = Object.values(Object(Principal) as Record<string, Json>);
  const buses = ofType(app, 'AWS::Events::EventBus').map(({ arn }) => arn);
  const allowed = buses.map((Resource) => ({
    ...{ Effect: 'Allow', Action: 'events:PutEvents', Resource },
    Condition: { StringEquals: { 'events:source': SOURCE, 'events:detail-type': DETAIL_TYPE } },
  }));
  if (!allowed.some((one) => isDeepStrictEqual(one, statement)))
    told.wrong(policy, 'Statement', 'events:PutEvents of data events, on a bus of these templates');
  if (others.length > 0 || !/^arn:[^:]+:iam::\d{12}:root$/.test(String(principal)))
    told.wrong(policy, 'Statement', 'one account that was named');
}
