import { LIVE_CLAIMS } from '../../../proof/verify-live/claims.ts';
import type { Expected } from '../../../proof/verify-live/expected.ts';
import { anAccount, anExpectation, aVersion, GROUP, type LiveChange, ROLE } from './facts-builders.ts';

/** Names of the claims that do not hold, and the first line about each. */
function broken(change: LiveChange, expected: Partial<Expected> = {}): Record<string, string | undefined> {
  const live = anAccount(change);
  const lines = LIVE_CLAIMS.map(
    ({ name, deviations }) => [name, deviations(live, anExpectation(expected))[0]] as const,
  );
  return Object.fromEntries(lines.filter(([, line]) => line !== undefined));
}

const SUBNETS = 'the network has only its own subnets, without public addresses and without IPv6';
const ROUTES = 'every route stays inside the network';
const WAYS = 'no internet, egress-only, NAT, VPN or carrier gateway, endpoint, peering or transit gateway';
const ACL = 'the network ACL denies everything, in every subnet';
const SECURITY_GROUP = 'the security group of functions allows nothing, in or out';
const INTERFACES = 'every network interface is of Lambda, in that group alone, without a public address';
const FLOW_LOG = 'packets that the network refuses are logged';
const ALARMS = 'the alarms on refused packets and names are there, and tell somebody';
const NAMES = 'the network resolves no names';
const FIREWALL = 'a DNS firewall blocks every name, and is closed when it fails';
const FORWARDING = 'no other rule answers or forwards names, and no log keeps them';
const POLICIES = 'the role of functions has exactly the policies of its template';
const TRUST = 'only Lambda may take the role of functions';
const BOUNDARY = 'the role of functions is within its boundary';
const WHICH = 'the functions are those of the templates, and nobody else has their role, network or names';
const SEALED =
  'every version of a function runs as the one role, in the sealed subnets, behind the one group';
const TENANTS = 'every version of a function that is near a person is tenant-isolated';
const EXTRAS =
  'no version of a function has a layer, a variable, a file system, a trace, or anything unknown';
const SETTINGS = 'each function runs with the settings of its template';
const CODE = 'the newest version of each function holds the code that is locked';
const RUNTIMES = 'runtimes change only with a new version';
const OPENINGS = 'no function has a URL, a resource policy, an event source, a destination or an alias';
const RESERVE = 'no function has reserved concurrency, which would shrink what its tenants share';
const LOG_GROUPS = 'no function has a log group';

const [network] = [anAccount().network];
const everyone = { IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] };
const route = (target: object) => ({
  routeTables: [{ RouteTableId: 'rtb-1', Routes: [{ DestinationCidrBlock: '0.0.0.0/0', ...target }] }],
});
const acl = (change: object) => ({ acls: [{ ...network.acls[0], ...change }] });
const groupWith = (change: object) => ({ securityGroups: [{ ...network.securityGroups[0], ...change }] });
const eni = (change: object) => ({ interfaces: [{ ...network.interfaces[0], ...change }] });
const attached = (kind: string) => ({ attachments: [{ kind, id: 'x-1' }] });
const firewall = (change: object) => ({
  ruleGroups: [{ ...anAccount().dns.ruleGroups[0], ...change }] as never,
});
const opening = (kind: string) => ({ openings: [{ kind, id: 'x' }] });
const vpc = (change: object) => ({ VpcConfig: { ...aVersion().VpcConfig, ...change } });

const DEVIATIONS: readonly (readonly [string, LiveChange, string])[] = [
  ['a subnet more', { network: { subnets: [...network.subnets, { SubnetId: 'subnet-9' }] } }, SUBNETS],
  ['a subnet less', { network: { subnets: [{ SubnetId: 'subnet-1' }] } }, SUBNETS],
  ['further addresses', { network: { furtherBlocks: ['2001:db8::/56'] } }, SUBNETS],
  [
    'public addresses',
    { network: { subnets: network.subnets.map((one) => ({ ...one, MapPublicIpOnLaunch: true })) } },
    SUBNETS,
  ],
  ['a route to an internet gateway', { network: route({ GatewayId: 'igw-1' }) }, ROUTES],
  ['a route to a NAT gateway', { network: route({ NatGatewayId: 'nat-1' }) }, ROUTES],
  ['a route to a transit gateway', { network: route({ TransitGatewayId: 'tgw-1' }) }, ROUTES],
  ['a route to a peer', { network: route({ VpcPeeringConnectionId: 'pcx-1' }) }, ROUTES],
  ['a route to an instance', { network: route({ NetworkInterfaceId: 'eni-9' }) }, ROUTES],
  ['a route of a kind that does not exist yet', { network: route({ StarGateArn: 'arn:x' }) }, ROUTES],
  [
    'a route from a VPN',
    { network: { routeTables: [{ PropagatingVgws: [{ GatewayId: 'vgw-1' }] }] } },
    ROUTES,
  ],
  ['an internet gateway', { network: attached('internet gateway') }, WAYS],
  ['an endpoint', { network: attached('endpoint') }, WAYS],
  [
    'an ACL rule',
    { network: acl({ Entries: [{ RuleNumber: 100, RuleAction: 'allow', Egress: true }] }) },
    ACL,
  ],
  [
    'an ACL default that allows',
    { network: acl({ Entries: [{ RuleNumber: 32767, RuleAction: 'allow' }] }) },
    ACL,
  ],
  ['a subnet with another ACL', { network: acl({ Associations: [{ SubnetId: 'subnet-1' }] }) }, ACL],
  ['no ACL of ours', { network: { acls: [] } }, ACL],
  ['egress to everyone', { network: groupWith({ IpPermissionsEgress: [everyone] }) }, SECURITY_GROUP],
  ['ingress from everyone', { network: groupWith({ IpPermissions: [everyone] }) }, SECURITY_GROUP],
  [
    'egress to a prefix list',
    {
      network: groupWith({
        IpPermissionsEgress: [{ IpProtocol: 'icmp', PrefixListIds: [{ PrefixListId: 'pl-1' }] }],
      }),
    },
    SECURITY_GROUP,
  ],
  ['another security group', { network: { securityGroups: [] } }, SECURITY_GROUP],
  ['a machine in the network', { network: eni({ InterfaceType: 'interface' }) }, INTERFACES],
  [
    'a second group on an interface',
    { network: eni({ Groups: [{ GroupId: GROUP }, { GroupId: 'sg-9' }] }) },
    INTERFACES,
  ],
  ['a public address', { network: eni({ Association: { PublicIp: '192.0.2.1' } }) }, INTERFACES],
  ['no flow log', { network: { flowLogs: [] } }, FLOW_LOG],
  [
    'a flow log that is not delivered',
    { network: { flowLogs: [{ traffic: 'REJECT', delivery: 'FAILED' }] } },
    FLOW_LOG,
  ],
  ['no alarms', { network: { alarms: [] } }, ALARMS],
  [
    'an alarm that tells nobody',
    { network: { alarms: network.alarms.map((one) => ({ ...one, tells: false })) } },
    ALARMS,
  ],
  ['DNS support', { network: { dnsSupport: true } }, NAMES],
  ['DNS host names', { network: { dnsHostnames: true } }, NAMES],
  ['no firewall', { dns: { ruleGroups: [] } }, FIREWALL],
  ['a firewall that is being removed', { dns: firewall({ status: 'DELETING' }) }, FIREWALL],
  ['a firewall that may be changed', { dns: firewall({ mutationProtection: 'DISABLED' }) }, FIREWALL],
  [
    'a firewall that lets a name through',
    { dns: firewall({ rules: [{ action: 'ALLOW', domains: ['example.org.'] }] }) },
    FIREWALL,
  ],
  [
    'a firewall that only alerts',
    { dns: firewall({ rules: [{ action: 'ALERT', domains: ['*'] }] }) },
    FIREWALL,
  ],
  ['a firewall that fails open', { dns: { failOpen: 'ENABLED' } }, FIREWALL],
  ['a rule that forwards', { dns: { forwardingRules: ['rslvr-rr-1'] } }, FORWARDING],
  ['a log of names', { dns: { queryLogs: ['rqlc-1'] } }, FORWARDING],
  ['another inline policy', { role: { inline: { Powerless: {}, More: {} } } }, POLICIES],
  ['an attached policy', { role: { attached: ['arn:aws:iam::aws:policy/AdministratorAccess'] } }, POLICIES],
  [
    'another role of that name',
    { role: { arn: 'arn:aws:iam::111122223333:role/other/FunctionRole' } },
    POLICIES,
  ],
  ['another trust', { role: { trust: { Statement: [{ Effect: 'Allow', Principal: '*' }] } } }, TRUST],
  ['no boundary', { role: { boundary: undefined } }, BOUNDARY],
  ['another boundary', { role: { boundaryDocument: { Statement: [] } } }, BOUNDARY],
  ['a missing function', { functions: { lambdas: [] } }, WHICH],
  ['a stranger with the role', { functions: { strangers: ['other'] } }, WHICH],
  ['another role', { version: { Role: 'arn:aws:iam::111122223333:role/Admin' } }, SEALED],
  ['no network', { version: { VpcConfig: {} } }, SEALED],
  ['a second group', { version: vpc({ SecurityGroupIds: [GROUP, 'sg-9'] }) }, SEALED],
  ['another subnet', { version: vpc({ SubnetIds: ['subnet-1', 'subnet-9'] }) }, SEALED],
  ['IPv6', { version: vpc({ Ipv6AllowedForDualStack: true }) }, SEALED],
  ['one environment for everybody', { version: { TenancyConfig: undefined } }, TENANTS],
  ['a layer', { version: { Layers: [{ Arn: 'arn:x' }] } }, EXTRAS],
  ['a variable', { version: { Environment: { Variables: { AWS_LAMBDA_EXEC_WRAPPER: '/opt/x' } } } }, EXTRAS],
  ['a file system', { version: { FileSystemConfigs: [{ Arn: 'arn:x', LocalMountPath: '/mnt' }] } }, EXTRAS],
  ['a dead-letter queue', { version: { DeadLetterConfig: { TargetArn: 'arn:x' } } }, EXTRAS],
  ['an image', { version: { PackageType: 'Image' } }, EXTRAS],
  ['tracing', { version: { TracingConfig: { Mode: 'Active' } } }, EXTRAS],
  ['snapshots', { version: { SnapStart: { ApplyOn: 'PublishedVersions' } } }, EXTRAS],
  ['something new', { version: { Telepathy: { On: true } } as never }, EXTRAS],
  ['another handler', { version: { Handler: 'index.other' } }, SETTINGS],
  ['another runtime', { version: { Runtime: 'nodejs22.x' } }, SETTINGS],
  ['more memory', { version: { MemorySize: 10_240 } }, SETTINGS],
  ['other code', { version: { CodeSha256: 'b3RoZXI=' } }, CODE],
  ['no version', { lambda: { versions: [aVersion({ Version: '$LATEST' })] } }, CODE],
  ['runtimes that change by themselves', { lambda: { runtimeUpdates: 'Auto' } }, RUNTIMES],
  ['a URL', { lambda: opening('URL') }, OPENINGS],
  ['a resource policy', { lambda: opening('resource policy') }, OPENINGS],
  ['reserved concurrency', { lambda: { reservedConcurrency: 10 } }, RESERVE],
  ['a log group', { functions: { logGroups: ['/aws/lambda/she-tracker'] } }, LOG_GROUPS],
];

describe('what must hold in the account', () => {
  it('holds where everything is as it was deployed', () => {
    expect(broken({})).toEqual({});
  });

  it.each(DEVIATIONS)('is broken by %s, and by nothing else', (_what, change, claim) => {
    expect(Object.keys(broken(change))).toEqual([claim]);
  });

  it('is broken, each claim of it, by one of these', () => {
    const claims = new Set(DEVIATIONS.map(([, , claim]) => claim));

    expect(LIVE_CLAIMS.map(({ name }) => name).filter((name) => !claims.has(name))).toEqual([]);
  });

  it('is broken by an old version with another role, though the newest is right', () => {
    const versions = [
      aVersion({ Version: '$LATEST' }),
      aVersion({ Version: '1', Role: 'arn:old' }),
      aVersion(),
    ];

    const lines = broken({ lambda: { versions } });

    expect(lines).toEqual({ [SEALED]: `she-tracker: version 1: its role is "arn:old", must be "${ROLE}"` });
  });

  it('is not broken by old versions that hold other code, which nobody calls', () => {
    const versions = [aVersion(), aVersion({ CodeSha256: 'b2xk', Handler: 'old.process' }), aVersion()];

    expect(broken({ lambda: { versions } })).toEqual({});
  });

  it('is broken by templates whose code is not locked', () => {
    expect(Object.keys(broken({}, { lockedHashes: [] }))).toEqual([CODE]);
  });
});
