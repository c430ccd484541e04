import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { Expected, ExpectedLambda } from '../../../proof/verify-live/expected.ts';
import type {
  Live,
  LiveDns,
  LiveLambda,
  LiveNetwork,
  LiveRole,
} from '../../../proof/verify-live/live-facts.ts';

export const GROUP = 'sg-1';
export const ROLE = 'arn:aws:iam::111122223333:role/FunctionRole';
const BOUNDARY = 'arn:aws:iam::111122223333:policy/she-function-boundary';
const ALARMS = ['she-rejected-traffic', 'she-blocked-dns'];
const CODE = 'Y29kZQ==';
const TRUST = { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole' }] };
const POLICY = { Statement: [{ Effect: 'Deny', Action: ['*'], Resource: '*' }] };

const LAMBDA: ExpectedLambda = {
  ...{ name: 'she-tracker', runtime: 'nodejs24.x', handler: 'index.process', architecture: 'arm64' },
  ...{ memory: 128, timeout: 60, ephemeralStorage: 512, tenantIsolated: true, codeSha256: CODE },
};

/** What must be: one function's Lambda in a network of two subnets. */
export function anExpectation(change: Partial<Expected> = {}): Expected {
  return {
    ...{
      subnetIds: ['subnet-1', 'subnet-2'],
      securityGroupId: GROUP,
      aclId: 'acl-1',
      ruleGroupId: 'rslvr-frg-1',
      alarmNames: ALARMS,
    },
    ...{ roleArn: ROLE, trust: TRUST, inline: { Powerless: POLICY } },
    boundary: { arn: BOUNDARY, document: POLICY },
    ...{ lambdas: [LAMBDA], lockedHashes: [CODE] },
    ...change,
  };
}

/** One version of that Lambda, as it must be. */
export function aVersion(change: FunctionConfiguration = {}): FunctionConfiguration {
  return {
    ...{
      FunctionName: 'she-tracker',
      Version: '1',
      Runtime: 'nodejs24.x',
      Handler: 'index.process',
      Role: ROLE,
    },
    ...{
      MemorySize: 128,
      Timeout: 60,
      EphemeralStorage: { Size: 512 },
      Architectures: ['arm64'],
      CodeSha256: CODE,
    },
    ...{ TenancyConfig: { TenantIsolationMode: 'PER_TENANT' }, TracingConfig: { Mode: 'PassThrough' } },
    VpcConfig: { SubnetIds: ['subnet-2', 'subnet-1'], SecurityGroupIds: [GROUP], VpcId: 'vpc-1' },
    ...change,
  };
}

export interface LiveChange {
  readonly network?: Partial<LiveNetwork>;
  readonly dns?: Partial<LiveDns>;
  readonly role?: Partial<LiveRole>;
  readonly lambda?: Partial<LiveLambda>;
  readonly functions?: Partial<Live['functions']>;
  readonly version?: FunctionConfiguration;
}

/** An account in which everything is as it must be, but for a change. */
export function anAccount({ network, dns, role, lambda, functions, version }: LiveChange = {}): Live {
  const versions = [aVersion({ Version: '$LATEST' }), aVersion(version)];
  const tracker: LiveLambda = {
    ...{ name: 'she-tracker', versions, openings: [], reservedConcurrency: undefined },
    ...{ runtimeUpdates: 'FunctionUpdate', ...lambda },
  };
  return {
    network: { ...aNetwork(), ...network },
    dns: { ...blockedDns(), ...dns },
    role: {
      ...{ arn: ROLE, trust: TRUST, inline: { Powerless: POLICY }, attached: [], boundary: BOUNDARY },
      ...{ boundaryDocument: POLICY, ...role },
    },
    functions: { lambdas: [tracker], strangers: [], logGroups: [], ...functions },
  };
}

function aNetwork(): LiveNetwork {
  return {
    ...{ vpcId: 'vpc-1', dnsSupport: false, dnsHostnames: false, furtherBlocks: [], attachments: [] },
    subnets: [{ SubnetId: 'subnet-1' }, { SubnetId: 'subnet-2' }],
    routeTables: [
      { RouteTableId: 'rtb-1', Routes: [{ GatewayId: 'local', DestinationCidrBlock: '10.0.0.0/24' }] },
    ],
    acls: [
      {
        NetworkAclId: 'acl-1',
        Associations: [{ SubnetId: 'subnet-1' }, { SubnetId: 'subnet-2' }],
        Entries: [true, false].map((Egress) => ({
          ...{ RuleNumber: 32767, RuleAction: 'deny' as const, Egress, CidrBlock: '0.0.0.0/0' },
        })),
      },
    ],
    securityGroups: [
      {
        GroupId: GROUP,
        IpPermissions: [],
        IpPermissionsEgress: [
          { IpProtocol: 'icmp', FromPort: 252, ToPort: 86, IpRanges: [{ CidrIp: '255.255.255.255/32' }] },
        ],
      },
    ],
    interfaces: [{ NetworkInterfaceId: 'eni-1', InterfaceType: 'lambda', Groups: [{ GroupId: GROUP }] }],
    flowLogs: [{ traffic: 'REJECT', delivery: 'SUCCESS' }],
    alarms: ALARMS.map((name) => ({ name, tells: true })),
  };
}

function blockedDns(): LiveDns {
  const rules = [{ action: 'BLOCK', domains: ['*'] }];
  return {
    ruleGroups: [{ id: 'rslvr-frg-1', status: 'COMPLETE', mutationProtection: 'ENABLED', rules }],
    ...{ failOpen: 'DISABLED', forwardingRules: [], queryLogs: [] },
  };
}
