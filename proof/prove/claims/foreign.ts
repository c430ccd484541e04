import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../../../core/model/json.ts';
import { readPolicy, type Statement } from '../iam/policy.ts';
import type { App } from '../model/app.ts';
import { FUNCTIONS_STACK, NETWORK_STACK } from '../model/functions.ts';
import { at, ofType, type Resource } from '../model/model.ts';
import { opaque } from '../model/opaque.ts';
import type { Claim, Told } from './claim.ts';
import { bucketOf } from './code.ts';
import {
  ENGINE_POLICIES,
  ENGINE_PROPERTIES,
  ENGINE_REFERENCES,
  ENGINE_VARIABLES,
} from './engine-properties.ts';
import { lettingPdasSend, takingDataEvents, wakingLambdas } from './rules.ts';
import { LAMBDA_ALONE } from './shared-role.ts';
import { rankingOwnLogs, showingNumbers } from './watching.ts';

export const engineGivenNothingForeign: Claim = {
  name: 'engine-given-nothing-foreign',
  sentence:
    'The Lambdas and stores of the engine hold, call and let in nothing that is not of these templates and this account.',
  closes: "the engine's own Lambdas and stores",
  judge(app, told) {
    const own = new Set(app.resources.flatMap(({ ref, arn }) => [ref, arn]));
    for (const resource of app.resources.filter(isOfEngine)) {
      const before = told.violations.length;
      const allowed = ENGINE_PROPERTIES[resource.type];
      if (allowed) told.hasOnly(resource, [...allowed, 'Tags']);
      for (const path of ENGINE_REFERENCES[resource.type] ?? []) namesOwn(own, [resource, path], told);
      letsInOwn(app, resource, told);
      PARTICULAR[resource.type]?.(app, resource, told);
      const isJudged = allowed !== undefined || resource.type in ENGINE_POLICIES;
      if (isJudged && told.violations.length === before) told.shows(resource, 'nothing foreign');
    }
  },
};

/** The engine's alarms on functions are in the stacks of those. */
const isOfEngine = ({ stack, type }: Resource) =>
  stack !== NETWORK_STACK && (!FUNCTIONS_STACK.test(stack) || type === 'AWS::CloudWatch::Alarm');

function namesOwn(own: ReadonlySet<string>, [resource, path]: readonly [Resource, string], told: Told): void {
  const named = at(resource, path);
  if (typeof named !== 'string' || !own.has(named))
    told.wrong(resource, path, 'a resource of these templates');
}

function letsInOwn(app: App, resource: Resource, told: Told): void {
  const path = ENGINE_POLICIES[resource.type];
  if (path === undefined) return;
  for (const { source: _source, ...statement } of readPolicy(at(resource, path), ''))
    if (statement.Effect === 'Allow' && !isOwn(app, statement))
      told.violates(resource, path, statement, 'this account, or a service on behalf of it');
}

/** Of this account, or a service of AWS: what it does for others does not count, unless a condition keeps it to us. */
function isOwn({ account }: App, { Principal, Condition, ...statement }: Omit<Statement, 'source'>): boolean {
  if (isDeepStrictEqual({ ...statement, Principal, ...(Condition && { Condition }) }, LAMBDA_ALONE))
    return true;
  if (isDeepStrictEqual(Principal, { AWS: `arn:aws:iam::${account}:root` })) return true;
  const { Service, ...others } = Object(Principal) as Record<string, Json>;
  const isService = typeof Service === 'string' && Service.endsWith('.amazonaws.com');
  return isService && Object.keys(others).length === 0 && keepsToAccount(account, Condition);
}

const OF_ACCOUNT = ['aws:SourceAccount', 'kms:EncryptionContext:aws:logs:arn'];

function keepsToAccount(account: string, condition: Statement['Condition']): boolean {
  const keys = ['StringEquals', 'ArnLike'].flatMap((operator) => Object.entries(condition?.[operator] ?? {}));
  return keys.some(
    ([key, values]) =>
      OF_ACCOUNT.includes(key) && values.every((one) => one === account || one.split(':')[4] === account),
  );
}

/** Where an HTTP API of these templates is reached, as `Fn::GetAtt` gives it. */
function addressesOf({ type, key }: Resource): readonly string[] {
  return type === 'AWS::ApiGatewayV2::Api' ? [opaque(`${key}.ApiEndpoint`)] : [];
}

/** A number, where metrics are told apart, or what begins the names of all functions. */
function isHarmless({ functions }: App, name: string, value: string): boolean {
  if (name === 'METRICS_NAMESPACE') return /^SmartHatEngine\/[a-z0-9-]{1,10}$/.test(value);
  if (name !== 'NAME_PREFIX') return /^\d+$/.test(value);
  return functions.every(({ resource }) => String(at(resource, 'FunctionName')).startsWith(`${value}-`));
}

/** What cannot be worked on goes nowhere, or to a queue of these templates. */
function namesQueue(app: App, [resource, path]: readonly [Resource, string], told: Told): void {
  const letters = at(resource, path);
  const queues = ofType(app, 'AWS::SQS::Queue').map(({ arn }) => arn);
  if (letters !== undefined && !queues.includes(String(letters)))
    told.wrong(resource, path, 'a queue of these templates');
}

type Look = (app: App, resource: Resource, told: Told) => void;

/** What is more than a list of properties. */
const PARTICULAR: Readonly<Record<string, Look>> = {
  'AWS::Lambda::Function': (app, lambda, told) => {
    const own = new Set(app.resources.flatMap((one) => [one.ref, one.arn, ...addressesOf(one)]));
    const variables = Object.entries(Object(at(lambda, 'Environment.Variables')) as Record<string, Json>);
    for (const [name, value] of variables)
      if (
        !ENGINE_VARIABLES.includes(name) ||
        !(own.has(String(value)) || isHarmless(app, name, String(value)))
      )
        told.violates(lambda, `Environment.Variables.${name}`, value, 'a variable that it reads, of its own');
    namesQueue(app, [lambda, 'DeadLetterConfig.TargetArn'], told);
    const isOwnCode = bucketOf(app).test(String(at(lambda, 'Code.S3Bucket')));
    if (!isOwnCode) told.wrong(lambda, 'Code', 'code in the bucket of assets');
  },
  'AWS::Lambda::Permission': (app, permission, told) => {
    const source = String(at(permission, 'SourceArn'));
    if (!String(at(permission, 'Principal')).endsWith('.amazonaws.com'))
      told.wrong(permission, 'Principal', 'a service of AWS');
    if (!app.resources.some(({ key }) => source.includes(`⟨${key}`)))
      told.wrong(permission, 'SourceArn', 'a resource of these templates');
  },
  'AWS::Events::EventBusPolicy': lettingPdasSend,
  'AWS::Events::Rule': (app, rule, told) =>
    at(rule, 'EventBusName') === undefined
      ? wakingLambdas(app, rule, told)
      : takingDataEvents(app, rule, told),
  'AWS::SQS::Queue': (app, queue, told) =>
    namesQueue(app, [queue, 'RedrivePolicy.deadLetterTargetArn'], told),
  'AWS::CloudWatch::Dashboard': showingNumbers,
  'AWS::CloudWatch::InsightRule': rankingOwnLogs,
  'AWS::CloudWatch::Alarm': (app, alarm, told) => {
    const actions = at(alarm, 'AlarmActions');
    const topics = ofType(app, 'AWS::SNS::Topic').map(({ ref }) => ref);
    if (!Array.isArray(actions) || !actions.every((one) => topics.includes(String(one))))
      told.wrong(alarm, 'AlarmActions', 'the topic of these templates');
  },
  'AWS::SNS::Subscription': (_app, subscription, told) => {
    told.equals(subscription, 'Protocol', 'email');
  },
};
