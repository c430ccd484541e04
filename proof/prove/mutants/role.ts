import type { Deployment } from './deployment.ts';
import type { Mutant } from './mutant.ts';

type Statement = Readonly<Record<string, unknown>>;

const document = (...statements: readonly Statement[]) => ({ Version: '2012-10-17', Statement: statements });
const role = (app: Deployment) => app.only('AWS::IAM::Role', 'FunctionRole');
const boundary = (app: Deployment) => app.only('AWS::IAM::ManagedPolicy', 'FunctionBoundary');

const INTERFACES: Statement = {
  Effect: 'Allow',
  Action: [
    'ec2:AssignPrivateIpAddresses',
    'ec2:CreateNetworkInterface',
    'ec2:DeleteNetworkInterface',
    'ec2:DescribeNetworkInterfaces',
    'ec2:DescribeSubnets',
    'ec2:UnassignPrivateIpAddresses',
  ],
  Resource: '*',
};
const WHEN_CODE = { Null: { 'lambda:SourceFunctionArn': 'false' } };
const DENY: Statement = { Effect: 'Deny', Action: '*', Resource: '*', Condition: WHEN_CODE };

/** Gives the role other statements of its own. */
function write(app: Deployment, ...statements: readonly Statement[]): void {
  role(app).addPropertyOverride('Policies', [
    { PolicyName: 'Mutant', PolicyDocument: document(...statements) },
  ]);
}

const allowed = (name: string, statement: Statement): Mutant => ({
  name,
  caughtBy: ['role-makes-interfaces-only'],
  change: (app) => write(app, INTERFACES, DENY, { Effect: 'Allow', Resource: '*', ...statement }),
});
const denied = (name: string, ...statements: readonly Statement[]): Mutant => ({
  name,
  caughtBy: ['role-denies-code-everything'],
  change: (app) => write(app, INTERFACES, ...statements),
});
const bounded = (name: string, ...statements: readonly Statement[]): Mutant => ({
  name,
  caughtBy: ['boundary-denies-code-everything'],
  change: (app) => boundary(app).addPropertyOverride('PolicyDocument', document(...statements)),
});

/** The key is there when code asks; these have it the other way round. */
const UPSIDE_DOWN = { ...DENY, Condition: { Null: { 'lambda:SourceFunctionArn': 'true' } } };

const POLICIES: readonly Mutant[] = [
  {
    name: 'a denial for the service instead of the code',
    caughtBy: ['role-denies-code-everything', 'role-makes-interfaces-only'],
    change: (app) => write(app, INTERFACES, UPSIDE_DOWN),
  },
  allowed('a permission to write logs', { Action: ['logs:CreateLogGroup', 'logs:PutLogEvents'] }),
  allowed('a permission to read a bucket', { Action: 's3:GetObject', Resource: 'arn:aws:s3:::data/*' }),
  allowed('a permission for everything but one thing', { NotAction: 's3:PutObject' }),
  allowed('a permission under a condition that nobody knows', {
    Action: 's3:*',
    Condition: { NumericLessThan: { 'aws:MultiFactorAuthAge': '60' } },
  }),
  denied('no denial'),
  denied('a denial for one function', {
    ...DENY,
    Condition: {
      ArnEquals: { 'lambda:SourceFunctionArn': 'arn:aws:lambda:eu-west-1:111122223333:function:x' },
    },
  }),
  denied('a denial under a second condition', {
    ...DENY,
    Condition: { ...WHEN_CODE, Bool: { 'aws:SecureTransport': 'false' } },
  }),
  denied('a denial of some actions', { ...DENY, Action: ['s3:*', 'dynamodb:*', 'sqs:*'] }),
  denied('a denial of all but logs', {
    Effect: 'Deny',
    NotAction: 'logs:*',
    Resource: '*',
    Condition: WHEN_CODE,
  }),
  denied('a denial for some resources', { ...DENY, Resource: 'arn:aws:s3:::*' }),
  denied('a denial for all resources but one', {
    Effect: 'Deny',
    Action: '*',
    NotResource: 'arn:aws:s3:::data',
    Condition: WHEN_CODE,
  }),
];

const ATTACHED: readonly Mutant[] = [
  {
    name: "one of AWS's own policies",
    caughtBy: ['role-has-its-own-policies-only', 'role-makes-interfaces-only'],
    change: (app) =>
      role(app).addPropertyOverride('ManagedPolicyArns', [
        'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
      ]),
  },
  {
    name: 'a policy of another stack',
    caughtBy: ['nobody-else-inside', 'role-has-its-own-policies-only', 'role-makes-interfaces-only'],
    change: (app) => {
      const statement = { Effect: 'Allow', Action: 'logs:*', Resource: '*' };
      const policy = { PolicyName: 'Logs', PolicyDocument: document(statement), Roles: [role(app).ref] };
      app.add(app.stack('She-Api'), 'AWS::IAM::Policy', policy);
    },
  },
  {
    name: 'a policy for a role that is named in full',
    caughtBy: ['role-has-its-own-policies-only'],
    change: (app) => {
      const statement = { Effect: 'Allow', Action: 'logs:*', Resource: '*' };
      const roles = ['She-Network-FunctionRole111A5701-abc'];
      const policy = { PolicyName: 'Logs', PolicyDocument: document(statement), Roles: roles };
      app.add(app.stack('She-Api'), 'AWS::IAM::Policy', policy);
    },
  },
  {
    name: 'a policy for whoever is in a group',
    caughtBy: ['role-has-its-own-policies-only'],
    change: (app) => {
      const statement = { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: '*' };
      const policy = { PolicyName: 'Invoke', PolicyDocument: document(statement), Groups: ['developers'] };
      app.add(app.stack('She-Api'), 'AWS::IAM::Policy', policy);
    },
  },
  {
    name: 'a role that an account may assume',
    caughtBy: ['role-trusts-lambda-alone'],
    change: (app) =>
      role(app).addPropertyOverride('AssumeRolePolicyDocument.Statement.1', {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { AWS: 'arn:aws:iam::999988887777:root' },
      }),
  },
  {
    name: 'a role that another service may assume',
    caughtBy: ['role-trusts-lambda-alone'],
    change: (app) =>
      role(app).addPropertyOverride('AssumeRolePolicyDocument.Statement.0.Principal.Service', [
        'lambda.amazonaws.com',
        'ec2.amazonaws.com',
      ]),
  },
  {
    name: 'a function with the role of the executor',
    caughtBy: [
      'functions-share-one-role',
      'role-has-its-own-policies-only',
      'role-denies-code-everything',
      'role-makes-interfaces-only',
      'boundary-denies-code-everything',
      'only-the-executor-invokes',
      'nothing-reachable',
      'seal-tagged',
    ],
    change: (app) => {
      const executor = app.only('AWS::IAM::Role', 'Executor');
      app.lambda('process').addPropertyOverride('Role', executor.getAtt('Arn'));
    },
  },
  {
    name: 'a function with a role from elsewhere',
    caughtBy: ['functions-share-one-role', 'nothing-reachable'],
    change: (app) =>
      app.lambda('process').addPropertyOverride('Role', 'arn:aws:iam::111122223333:role/administrator'),
  },
];

const BOUNDARIES: readonly Mutant[] = [
  {
    name: 'a boundary that denies the service instead of the code',
    caughtBy: ['role-makes-interfaces-only', 'boundary-denies-code-everything'],
    change: (app) => boundary(app).addPropertyOverride('PolicyDocument', document(INTERFACES, UPSIDE_DOWN)),
  },
  {
    name: 'no boundary',
    caughtBy: ['boundary-denies-code-everything'],
    change: (app) => role(app).addPropertyDeletionOverride('PermissionsBoundary'),
  },
  {
    name: 'a boundary from elsewhere',
    caughtBy: ['role-makes-interfaces-only', 'boundary-denies-code-everything'],
    change: (app) =>
      role(app).addPropertyOverride('PermissionsBoundary', 'arn:aws:iam::aws:policy/PowerUserAccess'),
  },
  bounded('a boundary that denies nothing', INTERFACES),
  {
    name: 'a boundary as wide as everything',
    caughtBy: ['role-makes-interfaces-only'],
    change: (app) =>
      boundary(app).addPropertyOverride(
        'PolicyDocument',
        document({ Effect: 'Allow', Action: '*', Resource: '*' }, DENY),
      ),
  },
];

export const ROLE_MUTANTS: readonly Mutant[] = [...POLICIES, ...ATTACHED, ...BOUNDARIES];
