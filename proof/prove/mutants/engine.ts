import type { Deployment } from './deployment.ts';
import type { Mutant } from './mutant.ts';

const ROLE = 'AWS::IAM::Role';
const INVOKE = { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: '*' };
const ENGINE_BOUNDARY = 'EngineBoundary';

/** Gives a role of the engine one more statement. */
function grant(app: Deployment, part: string, statement: Readonly<Record<string, unknown>>): void {
  const PolicyDocument = { Version: '2012-10-17', Statement: [statement] };
  app.set(ROLE, 'Policies', [{ PolicyName: 'Mutant', PolicyDocument }], part);
}

const GRANTS: readonly Mutant[] = [
  {
    name: 'a dispatcher that calls functions',
    caughtBy: ['only-the-executor-invokes'],
    change: (app) => grant(app, 'Dispatcher', INVOKE),
  },
  {
    name: 'an API that calls one version of a function',
    caughtBy: ['only-the-executor-invokes'],
    change: (app) =>
      grant(app, 'She-Api', {
        ...INVOKE,
        Resource: 'arn:aws:lambda:eu-west-1:111122223333:function:she-sample:7',
      }),
  },
  {
    name: 'a reconcile that runs as the executor',
    caughtBy: ['only-the-executor-invokes'],
    change: (app) => {
      const executor = app.only(ROLE, 'Executor');
      app.set('AWS::Lambda::Function', 'Role', executor.getAtt('Arn'), 'Reconcile');
    },
  },
  {
    name: 'a rollback that asks functions for their configurations',
    caughtBy: ['only-the-executor-invokes'],
    change: (app) =>
      grant(app, 'Return/Rollback', {
        ...INVOKE,
        Resource: 'arn:aws:lambda:*:*:function:she-*-configuration:*',
      }),
  },
  {
    name: 'a registrar that calls what sees data',
    caughtBy: ['registrar-never-processes'],
    change: (app) => grant(app, 'Registrar', { ...INVOKE, Resource: 'arn:aws:lambda:*:*:function:she-*:*' }),
  },
  {
    name: 'a registrar that calls the newest code',
    caughtBy: ['registrar-never-processes'],
    change: (app) => {
      const policy = app.only('AWS::IAM::Policy', 'Registrar');
      policy.addPropertyOverride('PolicyDocument.Statement', [
        { ...INVOKE, Resource: 'arn:aws:lambda:*:*:function:she-*-bundle:*' },
      ]);
    },
  },
  {
    name: 'a reconcile that runs as the registrar',
    caughtBy: ['registrar-never-processes'],
    change: (app) => {
      const registrar = app.only(ROLE, 'Registrar');
      app.set('AWS::Lambda::Function', 'Role', registrar.getAtt('Arn'), 'Reconcile');
    },
  },
  {
    name: 'an executor that calls functions by name',
    caughtBy: ['executor-invokes-versions-only'],
    change: (app) => grant(app, 'Executor', INVOKE),
  },
  {
    name: 'an executor that calls the newest code',
    caughtBy: ['executor-invokes-versions-only'],
    change: (app) => {
      const policy = app.only('AWS::IAM::Policy', 'Executor');
      policy.addPropertyOverride('PolicyDocument.Statement', [
        { ...INVOKE, Resource: 'arn:aws:lambda:*:*:function:she-*:*' },
      ]);
    },
  },
  {
    name: 'a Lambda of the engine with a name that a function could have',
    caughtBy: ['engine-given-nothing-foreign', 'executor-invokes-versions-only'],
    change: (app) => app.set('AWS::Lambda::Function', 'FunctionName', 'she-unsealed', 'She-Api'),
  },
  {
    name: 'an executor whose role an account may assume',
    caughtBy: ['only-the-executor-invokes', 'engine-given-nothing-foreign'],
    change: (app) =>
      app.set(
        ROLE,
        'AssumeRolePolicyDocument.Statement.0.Principal',
        { AWS: 'arn:aws:iam::999988887777:root' },
        'Executor',
      ),
  },
  {
    name: "an API that reads the tenants' key",
    caughtBy: ['only-the-executor-reads-the-tenant-key'],
    change: (app) => {
      const secret = app.only('AWS::SecretsManager::Secret', 'TenantKey');
      grant(app, 'She-Api', {
        Effect: 'Allow',
        Action: 'secretsmanager:GetSecretValue',
        Resource: secret.ref,
      });
    },
  },
  {
    name: 'a dispatcher that reads every secret',
    caughtBy: ['only-the-executor-reads-the-tenant-key'],
    change: (app) => {
      const secrets = 'arn:aws:secretsmanager:*:*:secret:*';
      grant(app, 'Dispatcher', { Effect: 'Allow', Action: 'secretsmanager:Get*', Resource: secrets });
    },
  },
  {
    name: "no key of the tenants' own",
    caughtBy: ['only-the-executor-reads-the-tenant-key'],
    change: (app) =>
      app.only('AWS::SecretsManager::Secret', 'TenantKey').overrideLogicalId('StatePseudonymKey'),
  },
];

const tenantKey = (name: string, path: string, value: unknown, ...others: readonly string[]): Mutant => ({
  name,
  caughtBy: ['only-the-executor-reads-the-tenant-key', ...others],
  change: (app) => app.set('AWS::SecretsManager::Secret', path, value, 'TenantKey'),
});
const FOREIGN = 'engine-given-nothing-foreign';

const TENANT_KEY: readonly Mutant[] = [
  tenantKey("a tenants' key that the template tells", 'SecretString', 'known', FOREIGN),
  tenantKey("a tenants' key in another region", 'ReplicaRegions', [{ Region: 'us-east-1' }], FOREIGN),
  tenantKey("a tenants' key that can be guessed", 'GenerateSecretString.PasswordLength', 1),
];

const BOUNDARIES: readonly Mutant[] = [
  {
    name: 'an engine that may change roles',
    caughtBy: ['nobody-can-open-the-seal'],
    change: (app) =>
      app.set(
        'AWS::IAM::ManagedPolicy',
        'PolicyDocument.Statement.0.Action.0',
        'iam:PutRolePolicy',
        ENGINE_BOUNDARY,
      ),
  },
  {
    name: 'an engine that may change functions',
    caughtBy: ['nobody-can-open-the-seal'],
    change: (app) =>
      app.set('AWS::IAM::ManagedPolicy', 'PolicyDocument.Statement.0.Action.0', 'lambda:*', ENGINE_BOUNDARY),
  },
  {
    name: 'a role of the engine without a boundary',
    caughtBy: ['nobody-can-open-the-seal'],
    change: (app) => app.only(ROLE, 'Dispatcher').addPropertyDeletionOverride('PermissionsBoundary'),
  },
];

export const ENGINE_MUTANTS: readonly Mutant[] = [...GRANTS, ...TENANT_KEY, ...BOUNDARIES];
