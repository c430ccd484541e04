import { isDeepStrictEqual } from 'node:util';
import type { Context } from '../iam/conditions.ts';
import { ANY, allowedOf } from '../iam/evaluate.ts';
import { everything } from '../iam/policy.ts';
import type { Role } from '../iam/roles.ts';
import type { App } from '../model/app.ts';
import { at, ofType, type Resource } from '../model/model.ts';
import type { Claim } from './claim.ts';
import { isLambdasAlone, LAMBDA_ALONE } from './shared-role.ts';

const EXECUTOR = { stack: 'She-Orchestrator', name: /Executor/ };
/** Nothing is known of the circumstances in which the engine asks. */
const NO_CONTEXT: Context = new Map();

const isExecutor = ({ stack, id }: Resource) => stack === EXECUTOR.stack && EXECUTOR.name.test(id);

/** The role that the executor runs as. */
function executorRole({ engineLambdas, roles }: App): Role | undefined {
  const arns = engineLambdas.filter(isExecutor).map((lambda) => at(lambda, 'Role'));
  return roles.find(({ resource }) => arns.length === 1 && resource.arn === arns[0]);
}

const INVOKING = ['lambda:InvokeFunction', 'lambda:InvokeFunctionUrl', 'lambda:InvokeAsync'];
/** By name, newest code, any version, any alias: how a Lambda can be called. */
const QUALIFIERS = ['', ':$LATEST', ':7', ':live'];

/** The first call of one of these Lambdas that a role is allowed, as a text. */
function mayCall(
  lambdas: readonly Resource[],
  role: Role,
  qualifiers: readonly string[],
): string | undefined {
  for (const lambda of lambdas)
    for (const arn of qualifiers.map((qualifier) => lambda.arn + qualifier)) {
      const [action] = allowedOf(INVOKING, role, { resource: arn, context: NO_CONTEXT });
      if (action) return `${action} on ${arn}`;
    }
  return undefined;
}

export const onlyExecutorInvokes: Claim = {
  name: 'only-the-executor-invokes',
  sentence: 'No role but the executor may call a function.',
  closes: 'function URL, resource policy, event source, destination, alias',
  judge(app, told) {
    const executor = executorRole(app);
    if (!executor) told.misses(EXECUTOR.stack, 'one executor, with a role of its own');
    for (const lambda of ofType(app, 'AWS::Lambda::Function'))
      if (!isExecutor(lambda) && at(lambda, 'Role') === executor?.resource.arn)
        told.wrong(lambda, 'Role', "a role that is not the executor's");
    if (executor && !isLambdasAlone(executor))
      told.wrong(executor.resource, 'AssumeRolePolicyDocument', JSON.stringify([LAMBDA_ALONE]));
    const functions = app.functions.map(({ resource }) => resource);
    for (const role of app.roles.filter((one) => one !== executor)) {
      const allowed = mayCall(functions, role, QUALIFIERS);
      if (allowed) told.violates(role.resource, '', allowed, 'no call of a function');
      else told.shows(role.resource, `may call none of ${functions.length} Lambdas of functions`);
    }
  },
};

export const versionsOnly: Claim = {
  name: 'executor-invokes-versions-only',
  sentence:
    'The executor may call immutable versions of functions, not their newest code, and no other Lambda.',
  closes: 'another code than the approved one',
  judge(app, told) {
    const role = executorRole(app);
    if (!role) return;
    const functions = app.functions.map(({ resource }) => resource);
    const allowed =
      mayCall(functions, role, ['', ':$LATEST']) ?? mayCall(app.engineLambdas, role, QUALIFIERS);
    if (allowed) told.violates(role.resource, '', allowed, 'calls of versions of functions only');
    else told.shows(role.resource, 'may call no function without a version, nor $LATEST, nor the engine');
  },
};

const SECRETS = /^secretsmanager:/;
/** What its reader may do with the secret. */
const READING = ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'];
/** No value that a template tells, and no replica in another region. */
const SECRET_PROPERTIES = ['Description', 'GenerateSecretString', 'KmsKeyId', 'Tags'];
const MADE_UP = { ExcludePunctuation: true, PasswordLength: 64 };

export const tenantKeyIsTheExecutors: Claim = {
  name: 'only-the-executor-reads-the-tenant-key',
  sentence:
    'The key that makes tenants from people is made up by AWS, read by the executor alone, and changed by nobody.',
  closes: 'warm environment shared between people',
  judge(app, told) {
    const secrets = ofType(app, 'AWS::SecretsManager::Secret').filter(({ id }) => id.includes('TenantKey'));
    const secret = told.onlyOne(secrets, 'She-State', "the tenants' key");
    const executor = executorRole(app);
    if (!secret) return;
    told.hasOnly(secret, SECRET_PROPERTIES);
    if (!isDeepStrictEqual(at(secret, 'GenerateSecretString'), MADE_UP))
      told.wrong(secret, 'GenerateSecretString', JSON.stringify(MADE_UP));
    const actions = app.actions.filter((action) => SECRETS.test(action));
    for (const role of app.roles) {
      const allowed = allowedOf(actions, role, { resource: secret.ref, context: NO_CONTEXT });
      const tooMuch = allowed.filter((action) => role !== executor || !READING.includes(action));
      if (tooMuch.length > 0)
        told.violates(role.resource, '', tooMuch.join(', '), `nothing on ${secret.key}`);
      else told.shows(role.resource, `${allowed.join(', ') || 'nothing'} on ${secret.id}`);
    }
  },
};

/** Services that a function's seal is made of. */
const SEALING =
  /^(ec2|iam|lambda|route53resolver|organizations|cloudformation|sts|logs|ram|vpc-lattice|network-[a-z]+):/;
/** What the engine needs of them; it lets nobody out. */
const NEEDED = [
  'lambda:InvokeFunction',
  'logs:CreateLogStream',
  'logs:DescribeLogStreams',
  'logs:PutLogEvents',
];

export const sealStaysShut: Claim = {
  name: 'nobody-can-open-the-seal',
  sentence:
    'No role of the engine may change a function, its role or its network, even with AdministratorAccess attached.',
  closes: 'drift',
  judge(app, told) {
    const sealing = app.actions.filter((action) => SEALING.test(action) && !NEEDED.includes(action));
    for (const { resource, boundary } of app.roles.filter((role) => !app.functionRoles.includes(role))) {
      if (!boundary) told.wrong(resource, 'PermissionsBoundary', 'a boundary in these templates');
      const bound = { identity: [everything('AdministratorAccess')], boundary };
      const [allowed] = allowedOf(sealing, bound, { resource: ANY, context: NO_CONTEXT });
      if (allowed && boundary) told.wrong(resource, 'PermissionsBoundary', `a boundary without ${allowed}`);
      if (!allowed) told.shows(resource, `${sealing.length} actions that could, none within its boundary`);
    }
  },
};
