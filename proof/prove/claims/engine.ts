import { isDeepStrictEqual } from 'node:util';
import { ANY, allowedOf } from '../iam/evaluate.ts';
import { everything } from '../iam/policy.ts';
import { at, ofType } from '../model/model.ts';
import { EXECUTOR, mayCall, NO_CONTEXT, ownRoleOf, QUALIFIERS, REGISTRAR, roleOf } from './caller-roles.ts';
import type { Claim } from './claim.ts';

export const onlyExecutorInvokes: Claim = {
  name: 'only-the-executor-invokes',
  sentence: 'No role but the executor may call a function, save what registration asks the registrar to.',
  closes: 'function URL, resource policy, event source, destination, alias',
  judge(app, told) {
    const executor = ownRoleOf(app, EXECUTOR, told);
    // Which calls it may make is a claim of its own.
    const registrar = roleOf(app, REGISTRAR);
    const functions = app.functions.map(({ resource }) => resource);
    for (const role of app.roles.filter((one) => one !== executor && one !== registrar)) {
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
    const role = roleOf(app, EXECUTOR);
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
    const executor = roleOf(app, EXECUTOR);
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
  'lambda:GetFunctionConfiguration',
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
