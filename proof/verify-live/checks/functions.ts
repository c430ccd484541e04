import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import { type Claim, differences, unless } from '../claim.ts';
import type { Expected, ExpectedLambda } from '../expected.ts';
import type { Live, LiveLambda } from '../live-facts.ts';

/** Fields of a Lambda's configuration that open nothing, or that a claim here looks at; any other is a deviation. */
const KNOWN: ReadonlySet<string> = new Set([
  ...[
    'FunctionName',
    'FunctionArn',
    'CodeSize',
    'Description',
    'LastModified',
    'Version',
    'MasterArn',
    'RevisionId',
  ],
  ...['State', 'StateReason', 'StateReasonCode', 'LastUpdateStatus', 'LastUpdateStatusReason', 'KMSKeyArn'],
  ...['LastUpdateStatusReasonCode', 'RuntimeVersionConfig', 'LoggingConfig', 'ConfigSha256', 'CodeSha256'],
  ...['SigningProfileVersionArn', 'SigningJobArn', 'Runtime', 'Handler', 'MemorySize', 'Timeout'],
  ...[
    'Architectures',
    'EphemeralStorage',
    'Role',
    'VpcConfig',
    'TenancyConfig',
    'PackageType',
    'TracingConfig',
    'SnapStart',
  ],
]);

/** That each function runs what was approved, sealed, and is called by nobody else. */
export const FUNCTION_CLAIMS: readonly Claim[] = [
  {
    name: 'the functions are those of the templates, and nobody else has their role, network or names',
    deviations: ({ functions }, { lambdas }) => [
      ...differences(
        'Lambda',
        functions.lambdas.map(({ name }) => name),
        lambdas.map(({ name }) => name),
      ),
      ...functions.strangers.map((name) => `Lambda ${name} is there`),
    ],
  },
  {
    name: 'every version of a function runs as the one role, in the sealed subnets, behind the one group',
    deviations: ofVersions(({ Role, VpcConfig }, { roleArn, subnetIds, securityGroupId }) => [
      ...unless('its role', Role, roleArn),
      ...differences('the subnet', VpcConfig?.SubnetIds ?? [], subnetIds),
      ...differences('the group', VpcConfig?.SecurityGroupIds ?? [], [securityGroupId]),
      ...unless('IPv6', VpcConfig?.Ipv6AllowedForDualStack ?? false, false),
    ]),
  },
  {
    name: 'every version of a function that is near a person is tenant-isolated',
    deviations: ofVersions(({ TenancyConfig }, _expected, { tenantIsolated }) =>
      unless('its tenancy', TenancyConfig?.TenantIsolationMode, tenantIsolated ? 'PER_TENANT' : undefined),
    ),
  },
  {
    name: 'no version of a function has a layer, a variable, a file system, a trace, or anything unknown',
    deviations: ofVersions((configuration) => [
      ...Object.entries(configuration)
        .filter(([key, value]) => !KNOWN.has(key) && !isEmpty(value))
        .map(([key]) => `it has ${key}`),
      ...unless('its tracing', configuration.TracingConfig?.Mode ?? 'PassThrough', 'PassThrough'),
      ...unless('its package', configuration.PackageType ?? 'Zip', 'Zip'),
      ...unless('its snapshots', configuration.SnapStart?.ApplyOn ?? 'None', 'None'),
    ]),
  },
  {
    name: 'each function runs with the settings of its template',
    deviations: ofLambdas(({ versions }, _expected, must) => {
      const { Runtime, Handler, MemorySize, Timeout, EphemeralStorage, Architectures } =
        versions.at(-1) ?? {};
      return [
        ...unless('its runtime', Runtime, must.runtime),
        ...unless('its handler', Handler, must.handler),
        ...unless('its memory', MemorySize, must.memory),
        ...unless('its timeout', Timeout, must.timeout),
        ...unless('its storage', EphemeralStorage?.Size, must.ephemeralStorage),
        ...unless('its architecture', Architectures, [must.architecture]),
      ];
    }),
  },
  {
    name: 'the newest version of each function holds the code that is locked',
    deviations: ofLambdas(({ versions }, { lockedHashes }, must) => {
      const newest = versions.at(-1);
      return [
        ...(newest?.Version === '$LATEST' ? ['it has no version'] : []),
        ...unless('its code', newest?.CodeSha256, must.codeSha256),
        ...(lockedHashes.includes(must.codeSha256)
          ? []
          : ['lock.json does not have the hash of its template']),
      ];
    }),
  },
  {
    name: 'runtimes change only with a new version',
    deviations: ofLambdas(({ runtimeUpdates }) => unless('its updates', runtimeUpdates, 'FunctionUpdate')),
  },
  {
    name: 'no function has a URL, a resource policy, an event source, a destination or an alias',
    deviations: ofLambdas(({ openings }) => openings.map(({ kind, id }) => `${kind} ${id} is there`)),
  },
  {
    name: 'no function has reserved concurrency, which would shrink what its tenants share',
    deviations: ofLambdas(({ reservedConcurrency }) => unless('its reserve', reservedConcurrency, undefined)),
  },
  {
    name: 'no function has a log group',
    deviations: ({ functions }) => functions.logGroups.map((name) => `${name} is there`),
  },
];

type CheckVersion = (
  version: FunctionConfiguration,
  expected: Expected,
  must: ExpectedLambda,
) => readonly string[];

/** Versions are kept for ever, and whoever may invoke one may invoke an old one. */
function ofVersions(check: CheckVersion): Claim['deviations'] {
  return ofLambdas(({ versions }, expected, must) =>
    versions.flatMap((version) =>
      check(version, expected, must).map((line) => `version ${version.Version}: ${line}`),
    ),
  );
}

function ofLambdas(
  check: (lambda: LiveLambda, expected: Expected, must: ExpectedLambda) => readonly string[],
): Claim['deviations'] {
  return ({ functions }: Live, expected: Expected) =>
    functions.lambdas.flatMap((lambda) => {
      const must = expected.lambdas.find(({ name }) => name === lambda.name);
      return must ? check(lambda, expected, must).map((line) => `${lambda.name}: ${line}`) : [];
    });
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return typeof value === 'object' && Object.values(value).every(isEmpty);
}
