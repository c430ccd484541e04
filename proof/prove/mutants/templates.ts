import { CfnCondition, CfnParameter, Fn } from 'aws-cdk-lib/core';
import type { Mutant } from './mutant.ts';

const unknown = (name: string, change: Mutant['change']): Mutant => ({
  name,
  caughtBy: ['known-types-only'],
  change,
});
const unclear = (name: string, change: Mutant['change'], ...others: readonly string[]): Mutant => ({
  name,
  caughtBy: ['templates-understood', ...others],
  change,
});

export const TEMPLATE_MUTANTS: readonly Mutant[] = [
  unknown('a custom resource beside a function', (app) => {
    app.add(app.functions, 'Custom::Opener', {
      ServiceToken: 'arn:aws:lambda:eu-west-1:111122223333:function:x',
    });
  }),
  unknown('a resource in the network that nobody thought about', (app) => {
    app.add(app.network, 'AWS::Unheard::Of');
  }),
  unknown('a custom resource of the engine', (app) => {
    app.add(app.stack('She-State'), 'AWS::CloudFormation::CustomResource', { ServiceToken: 'arn:x' });
  }),
  unknown('a nested stack', (app) => {
    app.add(app.stack('She-Api'), 'AWS::CloudFormation::Stack', {
      TemplateURL: 'https://example.org/template',
    });
  }),
  unknown('a user with credentials that last', (app) => {
    app.add(app.stack('She-State'), 'AWS::IAM::User');
  }),
  unclear('a macro that rewrites the template', (app) => app.functions.addTransform('Opener')),
  unclear(
    'a resource that is there under a condition',
    (app) => {
      new CfnCondition(app.network, 'Sometimes', { expression: Fn.conditionEquals('1', '2') });
      app.only('AWS::EC2::FlowLog').addOverride('Condition', 'Sometimes');
    },
    'rejected-traffic-alarms',
  ),
  unclear(
    'a setting chosen at deployment',
    (app) => {
      const { logicalId } = new CfnParameter(app.network, 'Dns', { default: 'false' });
      app.set('AWS::EC2::VPC', 'EnableDnsSupport', { Ref: logicalId });
    },
    'dns-off',
  ),
  unclear(
    'a setting that is one thing or another',
    (app) => {
      new CfnCondition(app.functions, 'Sometimes', { expression: Fn.conditionEquals('1', '2') });
      app
        .lambda('process')
        .addPropertyOverride('TenancyConfig', { 'Fn::If': ['Sometimes', 'PER_TENANT', 'none'] });
    },
    'tenants-never-share',
  ),
  unclear(
    'a setting that a parameter store holds',
    (app) => {
      app.lambda('process').addPropertyOverride('Code.S3Key', '{{resolve:ssm:/code}}');
    },
    'only-locked-code',
  ),
  unclear(
    'a role from the outputs of a stack that is not there',
    (app) => {
      app.lambda('process').addPropertyOverride('Role', { 'Fn::ImportValue': 'AdministratorRole' });
    },
    'functions-share-one-role',
    'nothing-reachable',
  ),
];
