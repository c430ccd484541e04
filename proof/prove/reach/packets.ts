import { isDeepStrictEqual } from 'node:util';
import { blocksEveryName, firewallOf } from '../claims/dns-firewall.ts';
import { NO_EGRESS } from '../claims/filters.ts';
import {
  ACL_RULE_TYPES,
  isNetworkType,
  ROUTE_TYPES,
  RULE_TYPES,
  SEALED_NETWORK_TYPES,
} from '../claims/types.ts';
import type { App } from '../model/app.ts';
import { at, ofType, type Resource, texts } from '../model/model.ts';
import { CODE, type Edge } from './graph.ts';

const INTERFACE = 'network interface';
const BEHIND_GROUP = 'behind the security group';
const RESOLVER = 'resolver';
const INTERNET = 'the internet';

/** The way of a packet from a Lambda's network interface, and of a name that its code asks for. */
export function packetEdges(app: App, lambda: Resource): readonly Edge[] {
  const subnets = texts(at(lambda, 'VpcConfig.SubnetIds')) ?? [];
  const groups = texts(at(lambda, 'VpcConfig.SecurityGroupIds')) ?? [];
  if (subnets.length === 0 || groups.length === 0)
    return [
      { from: CODE, to: INTERNET, isOpen: true, by: [lambda.key], why: 'it is in no VPC, so in that of AWS' },
    ];
  const into: Edge = { from: CODE, to: INTERFACE, isOpen: true, by: [lambda.key], why: 'its VpcConfig' };
  return [
    into,
    ...groups.map((id) => groupEdge(app, id)),
    ...subnets.flatMap((id, index) => subnetEdges(app, id, `subnet ${index + 1}`, groups)),
    ...resolverEdges(app),
  ];
}

function groupEdge(app: App, id: string): Edge {
  const group = ofType(app, 'AWS::EC2::SecurityGroup').find(({ key }) => id === `⟨${key}.GroupId⟩`);
  const rules = ofType(app, ...RULE_TYPES);
  const isSilent = group && isDeepStrictEqual(at(group, 'SecurityGroupEgress'), NO_EGRESS);
  const isOpen = !isSilent || rules.length > 0;
  const why = isOpen ? 'a rule lets packets out' : 'the only rule out is one that no packet fits';
  return {
    from: INTERFACE,
    to: BEHIND_GROUP,
    isOpen,
    by: [group?.key ?? id, ...rules.map(({ key }) => key)],
    why,
  };
}

function subnetEdges(app: App, id: string, subnet: string, groups: readonly string[]): readonly Edge[] {
  return [
    { from: BEHIND_GROUP, to: subnet, ...throughAcl(app, id) },
    { from: subnet, to: 'other functions', ...toNeighbours(app, groups) },
    ...routesFrom(app, id, subnet),
  ];
}

type Passage = Pick<Edge, 'isOpen' | 'by' | 'why'>;

function throughAcl(app: App, subnetId: string): Passage {
  const associations = ofType(app, 'AWS::EC2::SubnetNetworkAclAssociation');
  const aclId = associations
    .filter((one) => at(one, 'SubnetId') === subnetId)
    .map((one) => at(one, 'NetworkAclId'));
  const acl = ofType(app, 'AWS::EC2::NetworkAcl').find(({ ref }) => aclId.length === 1 && ref === aclId[0]);
  if (!acl) return { isOpen: true, by: [subnetId], why: 'the default network ACL allows all' };
  const entries = ofType(app, ...ACL_RULE_TYPES);
  const why =
    entries.length > 0 ? 'the network ACL has an entry' : 'a network ACL without entries denies both ways';
  return { isOpen: entries.length > 0, by: [acl.key, ...entries.map(({ key }) => key)], why };
}

function toNeighbours(app: App, groupIds: readonly string[]): Passage {
  const groups = ofType(app, 'AWS::EC2::SecurityGroup').filter(({ key }) =>
    groupIds.includes(`⟨${key}.GroupId⟩`),
  );
  const rules = ofType(app, 'AWS::EC2::SecurityGroupIngress');
  const open = [...groups.filter((group) => at(group, 'SecurityGroupIngress') !== undefined), ...rules];
  const why = open.length > 0 ? 'a rule lets packets in' : 'no rule lets a packet in';
  return { isOpen: open.length > 0, by: (open.length > 0 ? open : groups).map(({ key }) => key), why };
}

/** Routes, and whatever else joins the network to another: taken for reachable without asking for its route. */
function routesFrom(app: App, subnetId: string, from: string): readonly Edge[] {
  const joins = app.resources.filter(
    ({ type }) => ROUTE_TYPES.includes(type) || (isNetworkType(type) && !SEALED_NETWORK_TYPES.includes(type)),
  );
  const filters = [...RULE_TYPES, ...ACL_RULE_TYPES];
  const open = joins.filter(({ type }) => !filters.includes(type));
  if (open.length > 0)
    return open.map(({ key, type }) => ({
      from,
      to: `${type} ${key}`,
      isOpen: true,
      by: [key],
      why: 'it is there',
    }));
  const tables = ofType(app, 'AWS::EC2::SubnetRouteTableAssociation')
    .filter((one) => at(one, 'SubnetId') === subnetId)
    .map((one) => at(one, 'RouteTableId'));
  const by = ofType(app, 'AWS::EC2::RouteTable').filter(({ ref }) => tables.includes(ref));
  return [
    {
      from,
      to: INTERNET,
      isOpen: false,
      by: by.map(({ key }) => key),
      why: 'no route, and no gateway to lead to',
    },
  ];
}

function resolverEdges(app: App): readonly Edge[] {
  const vpcs = ofType(app, 'AWS::EC2::VPC');
  const isOff = vpcs.length > 0 && vpcs.every((vpc) => at(vpc, 'EnableDnsSupport') === false);
  const [vpc] = vpcs;
  const group = vpc && firewallOf(app.resources, vpc);
  const isBlocked = group !== undefined && blocksEveryName(app.resources, group);
  return [
    {
      from: CODE,
      to: RESOLVER,
      isOpen: !isOff,
      by: vpcs.map(({ key }) => key),
      why: isOff ? 'the VPC has no resolver' : 'the VPC has a resolver, which no filter of packets is before',
    },
    {
      from: RESOLVER,
      to: 'public name servers',
      isOpen: !isBlocked,
      by: group ? [group.key] : [],
      why: isBlocked ? 'its firewall blocks every name' : 'no firewall blocks every name',
    },
  ];
}
