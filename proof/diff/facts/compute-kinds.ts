import type { Json } from '../../../core/model/json.ts';
import { ENGINE_VARIABLES } from '../../prove/claims/engine-properties.ts';
import type { Resource } from '../../prove/model/model.ts';
import { looksOpaque } from '../../prove/model/opaque.ts';
import type { Group } from './fact.ts';
import { guard, guardsBy, inWords, isSealed, type Kind, opening, opensTo, part, type Said } from './kind.ts';

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
    // By this tag the policies over the account know what they keep shut.
    Tags: (tags) =>
      isSealed(tags) ? [] : functions('are without the tag that keeps them sealed', 'network'),
    Role: (role) => functions(`run as ${inWords(role)}`, 'iam'),
    VpcConfig: (config) => functions(`run in the network ${inWords(config ?? 'of everybody')}`, 'network'),
    TenancyConfig: (config, resource) =>
      // The configuration call takes no input: no person is near it.
      isConfiguration(resource)
        ? []
        : functions(`run with the tenancy ${inWords(config ?? 'of everybody')}`, 'network'),
    Code: (code) => functions(`take their code from ${placeOf(code)}`, 'compute'),
    RuntimeManagementConfig: (config) =>
      functions(`get new runtimes by ${inWords(config ?? 'themselves')}`, 'compute'),
  },
};

export const FUNCTION_VERSION: Kind = {
  group: 'compute',
  outlives: true,
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
    // A guard of that one alone: the functions of other stacks are for everybody.
    OnlyFor: (pda) => (pda === undefined ? [] : [guard(`shows its functions to ${inWords(pda)} alone`)]),
    ServiceToken: (token, { type }) => functions(`have a ${type} made by ${inWords(token)}`, 'compute'),
  },
};

export const COMPUTE_KINDS: Readonly<Record<string, Kind>> = {
  'AWS::Lambda::Function': {
    group: 'compute',
    plain: [...PLAIN_OF_LAMBDAS, 'ReservedConcurrentExecutions'],
    reads: {
      Role: (role) => [{ ...opening(`runs as ${inWords(role)}`), group: 'iam' }],
      Code: (code) => [guard(`takes its code from ${placeOf(code)}`)],
      Environment: (environment) => variables(part(environment, 'Variables')),
      LoggingConfig: guardsBy('logs to', 'logs to a group that anybody may make'),
      DeadLetterConfig: opensTo('sends what it could not work on to'),
      RecursiveLoop: (loop) => (loop === 'Allow' ? [opening('may wake itself without end')] : []),
    },
  },
  'AWS::Lambda::EventSourceMapping': {
    group: 'compute',
    plain: ['BatchSize', 'FunctionName', 'FunctionResponseTypes', 'ScalingConfig'],
    reads: {
      EventSourceArn: opensTo('works on what lies in'),
      Enabled: (isOn) => (isOn === false ? [opening('is switched off')] : []),
    },
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

/** By its place in the app as well: a name alone may be given to any. */
const isConfiguration = ({ id, properties }: Resource) =>
  /configuration[0-9A-F]{8}$/.test(id) && String(properties.FunctionName).endsWith('-configuration');

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
