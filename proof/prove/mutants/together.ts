import type { Mutant } from './mutant.ts';

/** Locks that are opened together, until somebody is within reach. */
export const TOGETHER_MUTANTS: readonly Mutant[] = [
  {
    name: 'a way to the internet through every lock',
    caughtBy: ['no-way-out', 'one-silent-security-group', 'network-acl-denies-all', 'nothing-reachable'],
    change: (app) => {
      app.add(app.network, 'AWS::EC2::NatGateway', {
        SubnetId: app.subnetIds[0],
        ConnectivityType: 'public',
      });
      app.set('AWS::EC2::SecurityGroup', 'SecurityGroupEgress', [{ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }]);
      const entry = {
        RuleNumber: 100,
        Protocol: -1,
        RuleAction: 'allow',
        Egress: true,
        CidrBlock: '0.0.0.0/0',
      };
      const NetworkAclId = app.only('AWS::EC2::NetworkAcl').ref;
      app.add(app.network, 'AWS::EC2::NetworkAclEntry', { ...entry, NetworkAclId });
    },
  },
  {
    name: 'functions that talk to one another',
    caughtBy: ['one-silent-security-group', 'network-acl-denies-all', 'nothing-reachable'],
    change: (app) => {
      const all = [{ IpProtocol: '-1', CidrIp: '10.0.0.0/24' }];
      app.set('AWS::EC2::SecurityGroup', 'SecurityGroupEgress', all);
      app.set('AWS::EC2::SecurityGroup', 'SecurityGroupIngress', all);
      const [first] = app.all('AWS::EC2::SubnetNetworkAclAssociation');
      app.remove('AWS::EC2::SubnetNetworkAclAssociation', first?.node.path);
    },
  },
  {
    name: 'names that leave through the resolver',
    caughtBy: ['dns-off', 'dns-firewall-blocks-all', 'blocked-dns-alarms', 'nothing-reachable'],
    change: (app) => {
      app.set('AWS::EC2::VPC', 'EnableDnsSupport', true);
      app.remove('AWS::Route53Resolver::FirewallRuleGroupAssociation');
    },
  },
  {
    name: 'code that writes logs, for want of every denial',
    caughtBy: [
      'role-denies-code-everything',
      'role-makes-interfaces-only',
      'boundary-denies-code-everything',
      'nothing-reachable',
    ],
    change: (app) => {
      const Statement = [{ Effect: 'Allow', Action: 'logs:*', Resource: '*' }];
      const PolicyDocument = { Version: '2012-10-17', Statement };
      app.set('AWS::IAM::Role', 'Policies', [{ PolicyName: 'Logs', PolicyDocument }], 'FunctionRole');
      app.set('AWS::IAM::ManagedPolicy', 'PolicyDocument', PolicyDocument, 'FunctionBoundary');
    },
  },
];
