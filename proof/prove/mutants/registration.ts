import { REGISTRATION } from '../claims/registrar.ts';
import type { Deployment } from './deployment.ts';
import type { Mutant } from './mutant.ts';

const registration = (name: string, path: string, value: unknown): Mutant => ({
  name,
  caughtBy: ['registered-by-the-registrar-alone'],
  change: (app) => app.set(REGISTRATION, path, value, 'She-Functions-000'),
});

const foreign = (name: string, change: (app: Deployment) => void): Mutant => ({
  name,
  caughtBy: ['engine-given-nothing-foreign'],
  change,
});

const REGISTRAR = 'Register/Registrar';

export const REGISTRATION_MUTANTS: readonly Mutant[] = [
  registration(
    'functions that somebody else registers',
    'ServiceToken',
    'arn:aws:lambda:eu-west-1:999988887777:function:registrar',
  ),
  registration('a registration of another version', 'Functions.sample.Process', '3'),
  registration('a registration of the newest code', 'Functions.sample.Bundle', '$LATEST'),
  registration('a registration of a function that is not here', 'Functions.other', { Process: '1' }),
  registration('a registration by what lies in another bucket', 'Packages.Bucket', 'somebodys-bucket'),
  registration('a registration by another file than it says', 'Packages.Key', 'other.json'),
  registration('a registration that tells more', 'Somebody', 'else'),
  {
    name: 'functions that nobody registers',
    caughtBy: ['registered-by-the-registrar-alone'],
    change: (app) => app.remove(REGISTRATION, 'She-Functions-000'),
  },
  foreign('a registrar that tells somebody how each request ended', (app) =>
    app.set(
      'AWS::Lambda::EventInvokeConfig',
      'DestinationConfig.OnSuccess.Destination',
      'arn:aws:sqs:eu-west-1:999988887777:all',
      REGISTRAR,
    ),
  ),
  foreign('a registrar of the functions of others', (app) =>
    app.set('AWS::Lambda::Function', 'Environment.Variables.NAME_PREFIX', 'other', REGISTRAR),
  ),
  foreign('a rollback that wakes at what others tell', (app) =>
    app.set('AWS::Events::Rule', 'EventPattern.source', ['aws.cloudwatch', 'aws.ec2'], 'RolloutFails'),
  ),
  foreign('a rollback that any alarm wakes', (app) =>
    app.set('AWS::Events::Rule', 'EventPattern.detail.alarmName', [{ prefix: 'she-' }], 'RolloutFails'),
  ),
];
