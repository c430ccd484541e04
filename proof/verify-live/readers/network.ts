import * as ec2 from '@aws-sdk/client-ec2';
import type { LiveNetwork } from '../live-facts.ts';

/** Everything that AWS knows about a network. */
export async function readNetwork(
  client: ec2.EC2Client,
  vpcId: string,
): Promise<Omit<LiveNetwork, 'alarms'>> {
  const Filters = [{ Name: 'vpc-id', Values: [vpcId] }];
  const [vpcs, subnets, tables, acls, groups, interfaces, logs, names, hostnames, attachments] =
    await Promise.all([
      client.send(new ec2.DescribeVpcsCommand({ VpcIds: [vpcId] })),
      client.send(new ec2.DescribeSubnetsCommand({ Filters })),
      client.send(new ec2.DescribeRouteTablesCommand({ Filters })),
      client.send(new ec2.DescribeNetworkAclsCommand({ Filters })),
      client.send(new ec2.DescribeSecurityGroupsCommand({ Filters })),
      client.send(new ec2.DescribeNetworkInterfacesCommand({ Filters })),
      client.send(new ec2.DescribeFlowLogsCommand({ Filter: [{ Name: 'resource-id', Values: [vpcId] }] })),
      client.send(new ec2.DescribeVpcAttributeCommand({ VpcId: vpcId, Attribute: 'enableDnsSupport' })),
      client.send(new ec2.DescribeVpcAttributeCommand({ VpcId: vpcId, Attribute: 'enableDnsHostnames' })),
      readAttachments(client, vpcId),
    ]);
  const [vpc] = vpcs.Vpcs ?? [];
  return {
    vpcId,
    dnsSupport: names.EnableDnsSupport?.Value ?? true,
    dnsHostnames: hostnames.EnableDnsHostnames?.Value ?? true,
    furtherBlocks: furtherBlocks(vpc),
    subnets: subnets.Subnets ?? [],
    routeTables: tables.RouteTables ?? [],
    attachments,
    acls: acls.NetworkAcls ?? [],
    securityGroups: groups.SecurityGroups ?? [],
    interfaces: interfaces.NetworkInterfaces ?? [],
    flowLogs: (logs.FlowLogs ?? [])
      .filter(({ FlowLogStatus }) => FlowLogStatus === 'ACTIVE')
      .map(({ TrafficType: traffic = '', DeliverLogsStatus: delivery = '' }) => ({ traffic, delivery })),
  };
}

/** Without a description everything is a deviation: nobody knows what the network has. */
function furtherBlocks(vpc: ec2.Vpc | undefined): readonly string[] {
  if (!vpc) return ['that nobody could tell'];
  const further = (vpc.CidrBlockAssociationSet ?? []).filter(({ CidrBlock }) => CidrBlock !== vpc.CidrBlock);
  const blocks = [
    ...further.map((block) => ({ at: block.CidrBlock, state: block.CidrBlockState?.State })),
    ...(vpc.Ipv6CidrBlockAssociationSet ?? []).map((block) => ({
      at: block.Ipv6CidrBlock,
      state: block.Ipv6CidrBlockState?.State,
    })),
  ];
  return blocks.flatMap(({ at, state }) => (at && state !== 'disassociated' ? [at] : []));
}

type Attachments = LiveNetwork['attachments'];

async function readAttachments(client: ec2.EC2Client, vpcId: string): Promise<Attachments> {
  const by = (Name: string) => ({ Filters: [{ Name, Values: [vpcId] }] });
  const [internet, egressOnly, nat, endpoints, asked, accepted, transit, vpn, carrier] = await Promise.all([
    client.send(new ec2.DescribeInternetGatewaysCommand(by('attachment.vpc-id'))),
    egressOnlyGateways(client, vpcId),
    client.send(new ec2.DescribeNatGatewaysCommand({ Filter: by('vpc-id').Filters })),
    client.send(new ec2.DescribeVpcEndpointsCommand(by('vpc-id'))),
    client.send(new ec2.DescribeVpcPeeringConnectionsCommand(by('requester-vpc-info.vpc-id'))),
    client.send(new ec2.DescribeVpcPeeringConnectionsCommand(by('accepter-vpc-info.vpc-id'))),
    client.send(new ec2.DescribeTransitGatewayVpcAttachmentsCommand(by('vpc-id'))),
    client.send(new ec2.DescribeVpnGatewaysCommand(by('attachment.vpc-id'))),
    client.send(new ec2.DescribeCarrierGatewaysCommand(by('vpc-id'))),
  ]);
  const peerings = [...(asked.VpcPeeringConnections ?? []), ...(accepted.VpcPeeringConnections ?? [])];
  const all: readonly (readonly [string, readonly (string | undefined)[]])[] = [
    ['internet gateway', (internet.InternetGateways ?? []).map((one) => one.InternetGatewayId)],
    ['egress-only internet gateway', egressOnly],
    [
      'NAT gateway',
      (nat.NatGateways ?? []).filter((one) => one.State !== 'deleted').map((one) => one.NatGatewayId),
    ],
    ['endpoint', (endpoints.VpcEndpoints ?? []).map((one) => one.VpcEndpointId)],
    ['peering', peerings.filter(isAlive).map((one) => one.VpcPeeringConnectionId)],
    [
      'transit gateway attachment',
      (transit.TransitGatewayVpcAttachments ?? [])
        .filter((one) => one.State !== 'deleted')
        .map((one) => one.TransitGatewayAttachmentId),
    ],
    [
      'VPN gateway',
      (vpn.VpnGateways ?? []).filter((one) => one.State !== 'deleted').map((one) => one.VpnGatewayId),
    ],
    ['carrier gateway', (carrier.CarrierGateways ?? []).map((one) => one.CarrierGatewayId)],
  ];
  return all.flatMap(([kind, ids]) => ids.map((id = 'without an id') => ({ kind, id })));
}

const DEAD_PEERINGS: readonly (string | undefined)[] = ['deleted', 'rejected', 'expired', 'failed'];
const isAlive = ({ Status }: ec2.VpcPeeringConnection): boolean => !DEAD_PEERINGS.includes(Status?.Code);

/** Of all in the account: AWS lets nobody filter these by network. */
async function egressOnlyGateways(
  client: ec2.EC2Client,
  vpcId: string,
): Promise<readonly (string | undefined)[]> {
  const ids: (string | undefined)[] = [];
  for await (const page of ec2.paginateDescribeEgressOnlyInternetGateways({ client }, {}))
    for (const { Attachments = [], EgressOnlyInternetGatewayId } of page.EgressOnlyInternetGateways ?? [])
      if (Attachments.some(({ VpcId }) => VpcId === vpcId)) ids.push(EgressOnlyInternetGatewayId);
  return ids;
}
