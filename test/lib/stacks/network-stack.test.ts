import { onlyResource, resourcesOf, stackOf, synthesised, type Template } from '../../support/synthesised.ts';

describe('the network that seals functions', () => {
  const network: Template = stackOf(synthesised(), 'She-Network');
  const types = new Set(Object.values(network.Resources).map(({ Type }) => Type));

  it('consists of nothing but what is known to let nothing out', () => {
    const known = [
      'AWS::CloudWatch::Alarm',
      'AWS::EC2::FlowLog',
      'AWS::EC2::NetworkAcl',
      'AWS::EC2::RouteTable',
      'AWS::EC2::SecurityGroup',
      'AWS::EC2::Subnet',
      'AWS::EC2::SubnetNetworkAclAssociation',
      'AWS::EC2::SubnetRouteTableAssociation',
      'AWS::EC2::VPC',
      'AWS::IAM::ManagedPolicy',
      'AWS::IAM::Policy',
      'AWS::IAM::Role',
      'AWS::Logs::LogGroup',
      'AWS::Logs::MetricFilter',
      'AWS::Route53Resolver::FirewallConfig',
      'AWS::Route53Resolver::FirewallDomainList',
      'AWS::Route53Resolver::FirewallRuleGroup',
      'AWS::Route53Resolver::FirewallRuleGroupAssociation',
    ];

    expect([...types].sort()).toEqual(known);
  });

  it('resolves no names', () => {
    const vpc = onlyResource(network, 'AWS::EC2::VPC').Properties;

    expect(vpc.EnableDnsSupport).toBe(false);
    expect(vpc.EnableDnsHostnames).toBe(false);
  });

  it('spans two availability zones without an address of its own to the outside', () => {
    const subnets = resourcesOf(network, 'AWS::EC2::Subnet').map(({ Properties }) => Properties);

    expect(subnets.map(({ AvailabilityZone }) => AvailabilityZone)).toEqual([
      { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] },
      { 'Fn::Select': [1, { 'Fn::GetAZs': '' }] },
    ]);
    expect(subnets.map(({ MapPublicIpOnLaunch }) => MapPublicIpOnLaunch)).toEqual([false, false]);
    expect(subnets.every((subnet) => !('Ipv6CidrBlock' in subnet))).toBe(true);
  });

  it('blocks every DNS query behind that, also when the firewall fails', () => {
    const domains = onlyResource(network, 'AWS::Route53Resolver::FirewallDomainList');
    const rules = onlyResource(network, 'AWS::Route53Resolver::FirewallRuleGroup');
    const association = onlyResource(network, 'AWS::Route53Resolver::FirewallRuleGroupAssociation');
    const config = onlyResource(network, 'AWS::Route53Resolver::FirewallConfig');

    expect(domains.Properties.Domains).toEqual(['*']);
    expect(rules.Properties.FirewallRules).toEqual([expect.objectContaining({ Action: 'BLOCK' })]);
    expect(association.Properties.MutationProtection).toBe('ENABLED');
    expect(config.Properties.FirewallFailOpen).toBe('DISABLED');
  });

  it('has one security group, which allows nothing', () => {
    const { Properties } = onlyResource(network, 'AWS::EC2::SecurityGroup');

    expect(Properties.SecurityGroupIngress).toBeUndefined();
    expect(Properties.SecurityGroupEgress).toEqual([
      expect.objectContaining({
        CidrIp: '255.255.255.255/32',
        IpProtocol: 'icmp',
        FromPort: 252,
        ToPort: 86,
      }),
    ]);
  });

  it('associates the network ACL without entries with every subnet', () => {
    const associations = resourcesOf(network, 'AWS::EC2::SubnetNetworkAclAssociation');
    const subnets = Object.keys(network.Resources).filter(
      (id) => network.Resources[id]?.Type === 'AWS::EC2::Subnet',
    );

    expect(associations.map(({ Properties }) => Properties.SubnetId.Ref).sort()).toEqual(subnets.sort());
    expect(types.has('AWS::EC2::NetworkAclEntry')).toBe(false);
  });

  it('records what was rejected and alarms on any of it', () => {
    const flowLog = onlyResource(network, 'AWS::EC2::FlowLog').Properties;
    const alarms = resourcesOf(network, 'AWS::CloudWatch::Alarm').map(({ Properties }) => Properties);

    expect(flowLog).toMatchObject({ TrafficType: 'REJECT', LogDestinationType: 'cloud-watch-logs' });
    expect(alarms.map(({ MetricName, Threshold }) => [MetricName, Threshold])).toEqual([
      ['RejectedPackets', 0],
      ['FirewallRuleGroupQueryVolume', 0],
    ]);
  });

  it('lets the role of functions attach network interfaces and denies their code everything', () => {
    const roles = Object.entries(network.Resources).filter(([, { Type }]) => Type === 'AWS::IAM::Role');
    const [id, role] = roles.find(([id]) => id.startsWith('FunctionRole')) ?? [];
    const attached = resourcesOf(network, 'AWS::IAM::Policy').flatMap(({ Properties }) => Properties.Roles);

    expect(role?.Properties.ManagedPolicyArns).toBeUndefined();
    expect(attached).not.toContainEqual({ Ref: id });
    expect(role?.Properties.Policies).toHaveLength(1);
    expect(role?.Properties.Policies[0].PolicyDocument.Statement).toEqual([
      {
        Effect: 'Allow',
        Action: [
          'ec2:AssignPrivateIpAddresses',
          'ec2:CreateNetworkInterface',
          'ec2:DeleteNetworkInterface',
          'ec2:DescribeNetworkInterfaces',
          'ec2:DescribeSubnets',
          'ec2:UnassignPrivateIpAddresses',
        ],
        Resource: '*',
      },
      {
        Effect: 'Deny',
        Action: '*',
        Resource: '*',
        Condition: { Null: { 'lambda:SourceFunctionArn': 'false' } },
      },
    ]);
  });
});
