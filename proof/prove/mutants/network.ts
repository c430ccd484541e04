import type { Mutant } from './mutant.ts';

const wayOut = (name: string, change: Mutant['change']): Mutant => ({
  name,
  caughtBy: ['no-way-out'],
  change,
});
const address = (name: string, change: Mutant['change']): Mutant => ({
  name,
  caughtBy: ['no-public-address'],
  change,
});

const GATEWAYS: readonly Mutant[] = [
  wayOut('an internet gateway', (app) => {
    const { ref } = app.add(app.network, 'AWS::EC2::InternetGateway');
    app.add(app.network, 'AWS::EC2::VPCGatewayAttachment', { VpcId: app.vpcId, InternetGatewayId: ref });
  }),
  wayOut('a NAT gateway', (app) => {
    app.add(app.network, 'AWS::EC2::NatGateway', { SubnetId: app.subnetIds[0], ConnectivityType: 'private' });
  }),
  wayOut('an egress-only gateway', (app) => {
    app.add(app.network, 'AWS::EC2::EgressOnlyInternetGateway', { VpcId: app.vpcId });
  }),
  wayOut('a VPN gateway', (app) => {
    const { ref } = app.add(app.network, 'AWS::EC2::VPNGateway', { Type: 'ipsec.1' });
    app.add(app.network, 'AWS::EC2::VPCGatewayAttachment', { VpcId: app.vpcId, VpnGatewayId: ref });
  }),
  wayOut('a gateway endpoint', (app) => {
    const routeTables = app.all('AWS::EC2::RouteTable').map(({ ref }) => ref);
    const service = { VpcId: app.vpcId, ServiceName: 'com.amazonaws.eu-west-1.s3' };
    app.add(app.network, 'AWS::EC2::VPCEndpoint', { ...service, RouteTableIds: routeTables });
  }),
  wayOut('an interface endpoint', (app) => {
    const service = { VpcEndpointType: 'Interface', ServiceName: 'com.amazonaws.eu-west-1.logs' };
    app.add(app.network, 'AWS::EC2::VPCEndpoint', { ...service, VpcId: app.vpcId, SubnetIds: app.subnetIds });
  }),
  wayOut('a peering connection', (app) => {
    app.add(app.network, 'AWS::EC2::VPCPeeringConnection', { VpcId: app.vpcId, PeerVpcId: 'vpc-0abc' });
  }),
  wayOut('a transit gateway attachment', (app) => {
    const to = { TransitGatewayId: 'tgw-0abc', VpcId: app.vpcId };
    app.add(app.network, 'AWS::EC2::TransitGatewayAttachment', { ...to, SubnetIds: app.subnetIds });
  }),
  wayOut('a service network of VPC Lattice', (app) => {
    const to = { ServiceNetworkIdentifier: 'sn-0abc', VpcIdentifier: app.vpcId };
    app.add(app.network, 'AWS::VpcLattice::ServiceNetworkVpcAssociation', to);
  }),
  wayOut('a resolver that forwards names', (app) => {
    const addresses = app.subnetIds.map((SubnetId) => ({ SubnetId }));
    const endpoint = { Direction: 'OUTBOUND', IpAddresses: addresses, SecurityGroupIds: ['sg-0abc'] };
    app.add(app.network, 'AWS::Route53Resolver::ResolverEndpoint', endpoint);
  }),
  wayOut('name servers by DHCP', (app) => {
    app.add(app.network, 'AWS::EC2::DHCPOptions', { DomainNameServers: ['192.0.2.1'] });
  }),
  wayOut('a record of the names that functions ask for', (app) => {
    const log = { DestinationArn: 'arn:aws:s3:::names', Name: 'names' };
    app.add(app.network, 'AWS::Route53Resolver::ResolverQueryLoggingConfig', log);
  }),
  wayOut('a machine beside the functions', (app) => {
    app.add(app.network, 'AWS::EC2::Instance', { SubnetId: app.subnetIds[0], ImageId: 'ami-0abc' });
  }),
];

const ROUTES: readonly Mutant[] = [
  {
    name: 'a route to a gateway that is there already',
    caughtBy: ['no-routes'],
    change: (app) => {
      const [table] = app.all('AWS::EC2::RouteTable');
      const route = { DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-0abc' };
      app.add(app.network, 'AWS::EC2::Route', { ...route, RouteTableId: table?.ref });
    },
  },
  {
    name: "a subnet with the VPC's own route table",
    caughtBy: ['no-routes'],
    change: (app) => app.remove('AWS::EC2::SubnetRouteTableAssociation', 'SealedSubnet1'),
  },
  {
    name: 'a subnet of another network',
    caughtBy: ['one-network'],
    change: (app) => app.set('AWS::EC2::Subnet', 'VpcId', 'vpc-0abc', 'SealedSubnet1'),
  },
  {
    name: 'a network of which the one that is judged is only the shell',
    caughtBy: ['one-network'],
    change: (app) => {
      for (const type of ['Subnet', 'RouteTable', 'NetworkAcl', 'SecurityGroup'])
        for (const part of app.all(`AWS::EC2::${type}`)) part.addPropertyOverride('VpcId', 'vpc-0abc');
    },
  },
  address('a range of IPv6 addresses', (app) => {
    const range = { VpcId: app.vpcId, AmazonProvidedIpv6CidrBlock: true };
    app.add(app.network, 'AWS::EC2::VPCCidrBlock', range);
  }),
  address('a subnet with public addresses', (app) => {
    app.set('AWS::EC2::Subnet', 'MapPublicIpOnLaunch', true, 'SealedSubnet1');
  }),
  address('a subnet with IPv6 addresses', (app) => {
    app.set('AWS::EC2::Subnet', 'AssignIpv6AddressOnCreation', true, 'SealedSubnet1');
  }),
  address('an elastic address', (app) => {
    app.add(app.network, 'AWS::EC2::EIP', { Domain: 'vpc' });
  }),
  address('a public range of IPv4 addresses', (app) => {
    app.set('AWS::EC2::VPC', 'CidrBlock', '52.0.0.0/24');
  }),
];

const NEIGHBOURS: readonly Mutant[] = [
  {
    name: 'an endpoint from the stack of the API',
    caughtBy: ['no-way-out', 'nobody-else-inside'],
    change: (app) => {
      const service = { VpcId: app.vpcId, ServiceName: 'com.amazonaws.eu-west-1.s3' };
      app.add(app.stack('She-Api'), 'AWS::EC2::VPCEndpoint', service);
    },
  },
  {
    name: "a Lambda of the engine in the functions' network",
    caughtBy: ['engine-given-nothing-foreign', 'nobody-else-inside'],
    change: (app) =>
      app.set('AWS::Lambda::Function', 'VpcConfig.SubnetIds', app.subnetIds, 'She-Orchestrator/Reconcile'),
  },
  {
    name: 'a Lambda of the engine in a network that is named in full',
    caughtBy: ['engine-given-nothing-foreign', 'nobody-else-inside'],
    change: (app) => {
      const network = { SubnetIds: ['subnet-0abc'], SecurityGroupIds: ['sg-0abc'] };
      app.set('AWS::Lambda::Function', 'VpcConfig', network, 'She-Api');
    },
  },
  {
    name: 'another subnet, from another stack',
    caughtBy: ['nobody-else-inside'],
    change: (app) => {
      app.add(app.stack('She-State'), 'AWS::EC2::Subnet', { VpcId: 'vpc-0abc', CidrBlock: '10.0.0.192/26' });
    },
  },
];

export const NETWORK_MUTANTS: readonly Mutant[] = [...GATEWAYS, ...ROUTES, ...NEIGHBOURS];
