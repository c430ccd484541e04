import type { Json } from '../../../core/model/json.ts';
import { ENGINE_VARIABLES } from '../../prove/claims/engine-properties.ts';
import { looksOpaque } from '../../prove/model/opaque.ts';
import type { Group } from './fact.ts';
import { guard, guardsBy, inWords, type Kind, opening, opensTo, part, type Said } from './kind.ts';

/** How it is run, which gives its code no more than it had. */
const PLAIN_OF_LAMBDAS = [
  'Architectures',
  'Description',
  'EphemeralStorage',
  'FunctionName',
  'Handler',
  'MemorySize',
  'Runtime',
  'Timeout',
];

/** Said of every function alike, so that a function more says nothing new. */
const functions = (says: string, group: Group): readonly Said[] => [
  { ...opening(says), about: 'She-Functions-*', group },
];

/** A Lambda of other people's code. */
export const FUNCTION_LAMBDA: Kind = {
  group: 'compute',
  plain: PLAIN_OF_LAMBDAS,
  reads: {
    Role: (role) => functions(`run as ${inWords(role)}`, 'iam'),
    VpcConfig: (config) => functions(`run in the network ${inWords(config ?? 'of everybody')}`, 'network'),
    TenancyConfig: (config, { properties }) =>
      // The configuration call takes no input: no person is near it.
      String(properties.FunctionName).endsWith('-configuration')
        ? []
        : functions(`run with the tenancy ${inWords(config ?? 'of everybody')}`, 'network'),
    Code: (code) => functions(`take their code from ${placeOf(code)}`, 'compute'),
    RuntimeManagementConfig: (config) =>
      functions(`get new runtimes by ${inWords(config ?? 'themselves')}`, 'compute'),
  },
};

export const FUNCTION_VERSION: Kind = {
  group: 'compute',
  plain: ['FunctionName'],
  reads: {
    CodeSha256: (hash) => (hash === undefined ? functions('have versions of any code', 'compute') : []),
    RuntimePolicy: (policy) =>
      functions(`have versions with new runtimes by ${inWords(policy ?? 'themselves')}`, 'compute'),
  },
};

/** Of CloudFormation, answered by a Lambda of the engine's. */
export const FUNCTIONS_CUSTOM_RESOURCE: Kind = {
  group: 'compute',
  plain: 'all',
  reads: {
    ServiceToken: (token, { type }) => functions(`have a ${type} made by ${inWords(token)}`, 'compute'),
  },
};

export const COMPUTE_KINDS: Readonly<Record<string, Kind>> = {
  'AWS::Lambda::Function': {
    group: 'compute',
    plain: [...PLAIN_OF_LAMBDAS, 'RecursiveLoop', 'ReservedConcurrentExecutions'],
    reads: {
      Role: (role) => [{ ...opening(`runs as ${inWords(role)}`), group: 'iam' }],
      Code: (code) => [guard(`takes its code from ${placeOf(code)}`)],
      Environment: (environment) => variables(part(environment, 'Variables')),
      LoggingConfig: guardsBy('logs to', 'logs to a group that anybody may make'),
      DeadLetterConfig: opensTo('sends what it could not work on to'),
    },
  },
  'AWS::Lambda::EventSourceMapping': {
    group: 'compute',
    plain: ['BatchSize', 'Enabled', 'FunctionName', 'FunctionResponseTypes', 'ScalingConfig'],
    reads: { EventSourceArn: opensTo('works on what lies in') },
  },
  'AWS::Lambda::Permission': {
    group: 'iam',
    plain: ['FunctionName', 'Principal', 'PrincipalOrgID', 'SourceAccount', 'SourceArn'],
    // All of them together say who may do it.
    reads: { Action: (_action, { properties }) => [opening(`lets in ${inWords(properties)}`)] },
  },
  'AWS::Lambda::EventInvokeConfig': {
    group: 'compute',
    plain: ['FunctionName', 'MaximumEventAgeInSeconds', 'MaximumRetryAttempts', 'Qualifier'],
    reads: { DestinationConfig: opensTo('sends what it answered to') },
  },
};

/** Where code comes from, whatever it is now. */
function placeOf(code: Json | undefined): string {
  const { S3Key: _key, ...place } = (code ?? {}) as Record<string, Json>;
  return inWords(place);
}

/** Names that are not the engine's change how a runtime works; those of places say whom it works with. */
function variables(values: Json | undefined): readonly Said[] {
  return Object.entries((values ?? {}) as Record<string, Json>).flatMap(([name, value]) => {
    if (!ENGINE_VARIABLES.includes(name)) return [opening(`is told ${name}`)];
    const isPlace = typeof value === 'string' && (looksOpaque(value) || /^arn:|:\/\//.test(value));
    return isPlace ? [guard(`is told ${name}: ${value}`)] : [];
  });
}
