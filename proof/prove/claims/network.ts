import { inNetwork } from '../model/app.ts';
import { NETWORK_STACK } from '../model/functions.ts';
import { at, ofType, type Resource } from '../model/model.ts';
import type { Claim, Told } from './claim.ts';
import {
  ACL_RULE_TYPES,
  ADDRESS_TYPES,
  isNetworkType,
  ROUTE_TYPES,
  RULE_TYPES,
  SEALED_NETWORK_TYPES,
} from './types.ts';

const HAVE_THEIR_OWN = [...ACL_RULE_TYPES, ...ADDRESS_TYPES, ...ROUTE_TYPES, ...RULE_TYPES];

export const noWayOut: Claim = {
  name: 'no-way-out',
  sentence: 'No gateway, NAT, peering, VPN or endpoint of any kind exists, in any stack.',
  closes: 'internet route',
  judge(app, told) {
    const network = app.resources.filter(({ type }) => isNetworkType(type));
    for (const resource of network)
      if (![...SEALED_NETWORK_TYPES, ...HAVE_THEIR_OWN].includes(resource.type))
        told.violates(resource, 'Type', resource.type, 'no resource that joins networks');
    const vpc = told.onlyOne(inNetwork(app, 'AWS::EC2::VPC'), NETWORK_STACK, 'the sealed VPC');
    if (vpc)
      told.shows(vpc, `is joined to nothing: ${network.length} network resources, all of them its own`);
  },
};

const PARTS = ['NetworkAcl', 'RouteTable', 'SecurityGroup', 'Subnet'].map((name) => `AWS::EC2::${name}`);

export const oneNetwork: Claim = {
  name: 'one-network',
  sentence:
    'Subnets, route tables, security group and network ACL are all of the one VPC that is judged here.',
  closes: 'internet route',
  judge(app, told) {
    const [vpc] = inNetwork(app, 'AWS::EC2::VPC');
    for (const part of PARTS.flatMap((type) => inNetwork(app, type)))
      if (vpc && told.equals(part, 'VpcId', vpc.ref)) told.shows(part, `of ${vpc.id}`);
  },
};

export const noRoutes: Claim = {
  name: 'no-routes',
  sentence: 'Every subnet has a route table of its own choice, and no route table has a route.',
  closes: 'internet route',
  judge(app, told) {
    for (const route of ofType(app, ...ROUTE_TYPES)) told.violates(route, 'Type', route.type, 'no route');
    const tables = inNetwork(app, 'AWS::EC2::RouteTable');
    const associations = inNetwork(app, 'AWS::EC2::SubnetRouteTableAssociation');
    for (const subnet of inNetwork(app, 'AWS::EC2::Subnet')) {
      const own = associations.filter((one) => at(one, 'SubnetId') === subnet.ref);
      const association = told.onlyOne(own, NETWORK_STACK, `the route table of ${subnet.id}, not the VPC's`);
      const table = tables.find(({ ref }) => association && ref === at(association, 'RouteTableId'));
      if (association && !table) told.wrong(association, 'RouteTableId', 'a route table of this stack');
      if (table && told.hasOnly(table, ['Tags', 'VpcId']))
        told.shows(table, `has no route; it is the one of ${subnet.id}`);
    }
  },
};

const VPC_PROPERTIES = ['CidrBlock', 'EnableDnsHostnames', 'EnableDnsSupport', 'InstanceTenancy', 'Tags'];
const SUBNET_PROPERTIES = ['AvailabilityZone', 'CidrBlock', 'MapPublicIpOnLaunch', 'Tags', 'VpcId'];
const PRIVATE = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/;

export const noPublicAddress: Claim = {
  name: 'no-public-address',
  sentence: 'The network has private IPv4 addresses only: no IPv6, no public or elastic address.',
  closes: 'internet route',
  judge(app, told) {
    for (const address of ofType(app, ...ADDRESS_TYPES))
      told.violates(address, 'Type', address.type, 'no further address');
    for (const vpc of inNetwork(app, 'AWS::EC2::VPC')) {
      told.hasOnly(vpc, VPC_PROPERTIES);
      if (isPrivate(vpc, told)) told.shows(vpc, `${at(vpc, 'CidrBlock')}, no IPv6`);
    }
    for (const subnet of inNetwork(app, 'AWS::EC2::Subnet')) {
      told.hasOnly(subnet, SUBNET_PROPERTIES);
      const isKept = told.equals(subnet, 'MapPublicIpOnLaunch', false);
      if (isPrivate(subnet, told) && isKept)
        told.shows(subnet, `${at(subnet, 'CidrBlock')}, no public address, no IPv6`);
    }
  },
};

function isPrivate(resource: Resource, told: Told): boolean {
  const is = PRIVATE.test(String(at(resource, 'CidrBlock')));
  if (!is) told.wrong(resource, 'CidrBlock', 'a private IPv4 range');
  return is;
}

/** A function's own resources may name what seals it; those are compared one by one by other claims. */
export const nobodyElseInside: Claim = {
  name: 'nobody-else-inside',
  sentence: 'Nothing but the functions is in their network or refers to it.',
  closes: 'internet route',
  judge(app, told) {
    const sealing = new Set(
      app.resources.filter(({ stack }) => stack === NETWORK_STACK).map(({ key }) => key),
    );
    for (const policy of inNetwork(app, 'AWS::IAM::ManagedPolicy')) sealing.delete(policy.key);
    const functions = new Set(app.functions.map(({ resource }) => resource.key));
    for (const resource of app.resources.filter(({ stack }) => stack !== NETWORK_STACK)) {
      if ([...SEALED_NETWORK_TYPES, ...HAVE_THEIR_OWN].includes(resource.type))
        told.violates(resource, 'Type', resource.type, `no network resource outside ${NETWORK_STACK}`);
      const named = [...resource.names].filter((key) => sealing.has(key));
      if (!functions.has(resource.key) && named.length > 0)
        told.violates(resource, '', named.join(', '), `no reference to what ${NETWORK_STACK} seals with`);
    }
    for (const lambda of app.engineLambdas)
      if (told.equals(lambda, 'VpcConfig', undefined)) told.shows(lambda, 'is in no VPC');
  },
};
