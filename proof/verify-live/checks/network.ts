import type { IpPermission, NetworkAclEntry, Route } from '@aws-sdk/client-ec2';
import { type Claim, differences, unless } from '../claim.ts';

/** CDK's way to say "nothing": a destination that does not exist, and a message that nobody sends. */
const NO_EGRESS = '255.255.255.255/32';
/** AWS adds it to every ACL and lets nobody remove it: it denies. */
const DEFAULT_RULE = 32767;

/** That nothing leads out of the network that functions run in. */
export const NETWORK_CLAIMS: readonly Claim[] = [
  {
    name: 'the network has only its own subnets, without public addresses and without IPv6',
    deviations: ({ network }, { subnetIds }) => [
      ...differences('subnet', network.subnets.map(idOf), subnetIds),
      ...network.furtherBlocks.map((block) => `the network also has the addresses ${block}`),
      ...network.subnets.flatMap((subnet) => [
        ...unless(`public addresses of ${idOf(subnet)}`, subnet.MapPublicIpOnLaunch ?? false, false),
        ...(subnet.Ipv6CidrBlockAssociationSet ?? []).map(
          ({ Ipv6CidrBlock }) => `${idOf(subnet)} has the IPv6 addresses ${Ipv6CidrBlock}`,
        ),
      ]),
    ],
  },
  {
    name: 'every route stays inside the network',
    deviations: ({ network }) =>
      network.routeTables.flatMap(({ RouteTableId, Routes = [], PropagatingVgws = [] }) => [
        ...Routes.filter((route) => route.GatewayId !== 'local').map(
          (route) => `${RouteTableId} leads ${destinationOf(route)} to ${targetOf(route)}`,
        ),
        ...PropagatingVgws.map(({ GatewayId }) => `${RouteTableId} takes routes from ${GatewayId}`),
      ]),
  },
  {
    name: 'no internet, egress-only, NAT, VPN or carrier gateway, endpoint, peering or transit gateway',
    deviations: ({ network }) => network.attachments.map(({ kind, id }) => `${kind} ${id} is there`),
  },
  {
    name: 'the network ACL denies everything, in every subnet',
    deviations: ({ network }, { aclId, subnetIds }) => {
      const acl = network.acls.find(({ NetworkAclId }) => NetworkAclId === aclId);
      const subnets = (acl?.Associations ?? []).flatMap(({ SubnetId }) => SubnetId ?? []);
      return [
        ...differences('its association with', subnets, subnetIds),
        ...(acl?.Entries ?? []).filter(isOwnRule).map((entry) => `it has the rule ${ruleOf(entry)}`),
      ];
    },
  },
  {
    name: 'the security group of functions allows nothing, in or out',
    deviations: ({ network }, { securityGroupId }) => {
      const group = network.securityGroups.find(({ GroupId }) => GroupId === securityGroupId);
      if (!group) return [`${securityGroupId} is missing`];
      const { IpPermissions = [], IpPermissionsEgress = [] } = group;
      return [
        ...IpPermissions.map((rule) => `it lets in ${allowedBy(rule)}`),
        ...IpPermissionsEgress.filter((rule) => !isNothing(rule)).map(
          (rule) => `it lets out ${allowedBy(rule)}`,
        ),
      ];
    },
  },
  {
    name: 'every network interface is of Lambda, in that group alone, without a public address',
    deviations: ({ network }, { securityGroupId }) =>
      network.interfaces.flatMap(({ NetworkInterfaceId: id, InterfaceType, Groups = [], Association }) => [
        ...unless(`the type of ${id}`, InterfaceType, 'lambda'),
        ...differences(
          `in ${id} the group`,
          Groups.flatMap(({ GroupId }) => GroupId ?? []),
          [securityGroupId],
        ),
        ...(Association?.PublicIp ? [`${id} has the public address ${Association.PublicIp}`] : []),
      ]),
  },
  {
    name: 'packets that the network refuses are logged',
    deviations: ({ network }) =>
      unless('what is logged', network.flowLogs, [{ traffic: 'REJECT', delivery: 'SUCCESS' }]),
  },
  {
    name: 'the alarms on refused packets and names are there, and tell somebody',
    deviations: ({ network }, { alarmNames }) => [
      ...(alarmNames.length < 2 ? ['the stack has not both alarms: deploy this version of it'] : []),
      ...differences(
        'the alarm',
        network.alarms.map(({ name }) => name),
        alarmNames,
      ),
      ...network.alarms.filter(({ tells }) => !tells).map(({ name }) => `the alarm ${name} tells nobody`),
    ],
  },
];

const idOf = ({ SubnetId = '' }: { readonly SubnetId?: string | undefined }): string => SubnetId;

const destinationOf = (route: Route): string =>
  route.DestinationCidrBlock ??
  route.DestinationIpv6CidrBlock ??
  route.DestinationPrefixListId ??
  'something';

/** Whatever kind of target it has: kinds that do not exist yet count, too. */
function targetOf(route: Route): string {
  const named = Object.entries(route).find(
    ([key, value]) => /(Id|Arn)$/.test(key) && !/^Dest/.test(key) && value,
  );
  return named ? String(named[1]) : 'a target without a name';
}

const isOwnRule = (entry: NetworkAclEntry): boolean =>
  entry.RuleNumber !== DEFAULT_RULE || entry.RuleAction !== 'deny';

const ruleOf = ({ RuleNumber, RuleAction, Egress, CidrBlock, Ipv6CidrBlock }: NetworkAclEntry): string =>
  `${RuleNumber} ${RuleAction} ${Egress ? 'out to' : 'in from'} ${CidrBlock ?? Ipv6CidrBlock}`;

function isNothing({
  IpProtocol,
  IpRanges = [],
  Ipv6Ranges = [],
  PrefixListIds = [],
  UserIdGroupPairs = [],
}: IpPermission): boolean {
  const others = Ipv6Ranges.length + PrefixListIds.length + UserIdGroupPairs.length;
  return IpProtocol === 'icmp' && others === 0 && IpRanges.every(({ CidrIp }) => CidrIp === NO_EGRESS);
}

function allowedBy({
  IpProtocol,
  IpRanges = [],
  Ipv6Ranges = [],
  PrefixListIds = [],
  UserIdGroupPairs = [],
}: IpPermission): string {
  const whom = [
    ...IpRanges.map(({ CidrIp }) => CidrIp),
    ...Ipv6Ranges.map(({ CidrIpv6 }) => CidrIpv6),
    ...PrefixListIds.map(({ PrefixListId }) => PrefixListId),
    ...UserIdGroupPairs.map(({ GroupId }) => GroupId),
  ];
  return `${IpProtocol} of ${whom.join(', ')}`;
}
