import { isDeepStrictEqual } from 'node:util';
import type { Role } from '../iam/roles.ts';
import { type ServiceCall, surelyAllowed, surelyLets } from '../iam/surely.ts';
import { type App, inNetwork } from '../model/app.ts';
import { NETWORK_STACK } from '../model/functions.ts';
import { at, ofType, type Resource } from '../model/model.ts';
import type { Told } from './claim.ts';

const DELIVERING = ['logs:CreateLogStream', 'logs:PutLogEvents'];
const FLOW_LOGS_ALONE = {
  Effect: 'Allow',
  Action: ['sts:AssumeRole'],
  Principal: { Service: 'vpc-flow-logs.amazonaws.com' },
};
const ROLE_PROPERTIES = ['AssumeRolePolicyDocument', 'PermissionsBoundary', 'Tags'];
/** A class of its own could be one that metric filters do not read. */
const GROUP_PROPERTIES = ['KmsKeyId', 'LogGroupName', 'RetentionInDays', 'Tags'];
const KEY_PROPERTIES = ['Description', 'EnableKeyRotation', 'KeyPolicy', 'Tags'];

/** Looks whether a flow log surely reaches its log group: who writes it may, and its key lets it be written. */
export function delivers(app: App, flowLog: Resource, told: Told): void {
  const [name, arn] = [at(flowLog, 'LogGroupName'), at(flowLog, 'DeliverLogsPermissionArn')];
  const group = inNetwork(app, 'AWS::Logs::LogGroup').find(({ ref }) => ref === name);
  const role = app.roles.find(({ resource }) => resource.arn === arn && resource.stack === NETWORK_STACK);
  if (!group) told.wrong(flowLog, 'LogGroupName', 'a log group of this stack');
  if (!role) told.wrong(flowLog, 'DeliverLogsPermissionArn', 'a role of this stack');
  if (!group || !role) return;
  told.hasOnly(group, GROUP_PROPERTIES);
  const logGroups = `arn:aws:logs:${app.region}:${app.account}:log-group:*`;
  const call = {
    service: `logs.${app.region}.amazonaws.com`,
    actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:GenerateDataKey'],
    condition: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': [logGroups] } },
  };
  keyLets(app, [group, 'KmsKeyId'], call, told);
  writes(role, group, told);
}

/** Looks whether the service of flow logs, as a role, surely writes a log group. */
function writes(role: Role, group: Resource, told: Told): void {
  told.hasOnly(role.resource, ROLE_PROPERTIES);
  const trust = role.trust.map(({ source: _source, ...statement }) => statement);
  if (!isDeepStrictEqual(trust, [FLOW_LOGS_ALONE]))
    told.wrong(role.resource, 'AssumeRolePolicyDocument', JSON.stringify([FLOW_LOGS_ALONE]));
  const missing = DELIVERING.filter((action) => !surelyAllowed(role, action, group.arn));
  if (missing.length === 0) told.shows(role.resource, `may write ${group.id}`);
  else told.violates(role.resource, '', 'not surely allowed', `${missing.join(', ')} on ${group.key}`);
}

/** Looks whether alarms surely reach a topic: its policy and its key let CloudWatch in. */
export function hearsAlarms(app: App, topic: Resource, told: Told): void {
  told.hasOnly(topic, ['KmsMasterKeyId', 'Tags']);
  const service = 'cloudwatch.amazonaws.com';
  const condition = { StringEquals: { 'aws:SourceAccount': [app.account] } };
  const publish = { service, condition, actions: ['sns:Publish'], resource: topic.ref };
  const policies = ofType(app, 'AWS::SNS::TopicPolicy').filter((one) => {
    const topics = at(one, 'Topics');
    return Array.isArray(topics) && topics.includes(topic.ref);
  });
  const policy = told.onlyOne(policies, topic.stack, `the policy of ${topic.id}`);
  if (policy && !surelyLets(at(policy, 'PolicyDocument'), publish))
    told.wrong(policy, 'PolicyDocument', `sns:Publish for ${service}, and no denial`);
  const call = { service, condition, actions: ['kms:Decrypt', 'kms:GenerateDataKey'] };
  keyLets(app, [topic, 'KmsMasterKeyId'], call, told);
}

/** The key that a resource is encrypted with is one of these templates, in use, and lets a service use it. */
function keyLets(
  app: App,
  [resource, path]: readonly [Resource, string],
  call: Omit<ServiceCall, 'resource'>,
  told: Told,
): void {
  const id = at(resource, path);
  const key = ofType(app, 'AWS::KMS::Key').find(({ arn, ref }) => id === arn || id === ref);
  if (!key) {
    told.wrong(resource, path, 'the key of these templates, which services may use');
    return;
  }
  told.hasOnly(key, KEY_PROPERTIES);
  if (!surelyLets(at(key, 'KeyPolicy'), { ...call, resource: '*' }))
    told.wrong(key, 'KeyPolicy', `${call.actions.join(', ')} for ${call.service}, and no denial`);
}
