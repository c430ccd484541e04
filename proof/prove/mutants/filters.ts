import type { Mutant } from './mutant.ts';

const ALL = { IpProtocol: '-1', CidrIp: '0.0.0.0/0' };
const group = (name: string, change: Mutant['change']): Mutant => ({
  name,
  caughtBy: ['one-silent-security-group'],
  change,
});
const acl = (name: string, change: Mutant['change']): Mutant => ({
  name,
  caughtBy: ['network-acl-denies-all'],
  change,
});
const firewall = (name: string, change: Mutant['change']): Mutant => ({
  name,
  caughtBy: ['dns-firewall-blocks-all'],
  change,
});

const GROUP = 'AWS::EC2::SecurityGroup';
const RULES = 'AWS::Route53Resolver::FirewallRuleGroup';

export const FILTER_MUTANTS: readonly Mutant[] = [
  group('a rule out', (app) => app.set(GROUP, 'SecurityGroupEgress', [ALL])),
  group('no rule out, which CloudFormation takes for all', (app) =>
    app.only(GROUP).addPropertyDeletionOverride('SecurityGroupEgress'),
  ),
  group('a rule out beside the one that no packet fits', (app) =>
    app.set(GROUP, 'SecurityGroupEgress.1', ALL),
  ),
  group('a rule out that is a resource of its own', (app) => {
    app.add(app.network, 'AWS::EC2::SecurityGroupEgress', {
      ...ALL,
      GroupId: app.only(GROUP).getAtt('GroupId'),
    });
  }),
  group('a rule in', (app) => app.set(GROUP, 'SecurityGroupIngress', [ALL])),
  group('a rule in that is a resource of its own', (app) => {
    app.add(app.network, 'AWS::EC2::SecurityGroupIngress', {
      ...ALL,
      GroupId: app.only(GROUP).getAtt('GroupId'),
    });
  }),
  {
    name: 'a second security group on a function',
    caughtBy: ['functions-inside-the-seal'],
    change: (app) => app.lambda('process').addPropertyOverride('VpcConfig.SecurityGroupIds.1', 'sg-0abc'),
  },
  acl('an entry in the network ACL', (app) => {
    const entry = {
      RuleNumber: 100,
      Protocol: -1,
      RuleAction: 'allow',
      Egress: true,
      CidrBlock: '0.0.0.0/0',
    };
    app.add(app.network, 'AWS::EC2::NetworkAclEntry', {
      ...entry,
      NetworkAclId: app.only('AWS::EC2::NetworkAcl').ref,
    });
  }),
  acl('a subnet with the default network ACL, which allows all', (app) => {
    const [first] = app.all('AWS::EC2::SubnetNetworkAclAssociation');
    app.remove('AWS::EC2::SubnetNetworkAclAssociation', first?.node.path);
  }),
  acl('a subnet with a network ACL from elsewhere', (app) => {
    const [first] = app.all('AWS::EC2::SubnetNetworkAclAssociation');
    first?.addPropertyOverride('NetworkAclId', 'acl-0abc');
  }),
  {
    name: 'DNS support',
    caughtBy: ['dns-off'],
    change: (app) => app.set('AWS::EC2::VPC', 'EnableDnsSupport', true),
  },
  {
    name: 'DNS support left to the default, which is on',
    caughtBy: ['dns-off'],
    change: (app) => app.only('AWS::EC2::VPC').addPropertyDeletionOverride('EnableDnsSupport'),
  },
  firewall('a firewall rule that allows', (app) => app.set(RULES, 'FirewallRules.0.Action', 'ALLOW')),
  firewall('a firewall rule that only warns', (app) => app.set(RULES, 'FirewallRules.0.Action', 'ALERT')),
  firewall('a firewall that blocks some names', (app) =>
    app.set('AWS::Route53Resolver::FirewallDomainList', 'Domains', ['example.org']),
  ),
  firewall('a firewall rule that allows, before the one that blocks', (app) =>
    app.set(RULES, 'FirewallRules.1', {
      Action: 'ALLOW',
      FirewallDomainListId: 'rslvr-fdl-0abc',
      Priority: 0,
    }),
  ),
  firewall('a firewall that lets names pass when it fails', (app) =>
    app.set('AWS::Route53Resolver::FirewallConfig', 'FirewallFailOpen', 'ENABLED'),
  ),
  firewall('a firewall that may fail as it likes', (app) =>
    app.remove('AWS::Route53Resolver::FirewallConfig'),
  ),
  firewall('a firewall whose association anybody may change', (app) =>
    app.set('AWS::Route53Resolver::FirewallRuleGroupAssociation', 'MutationProtection', 'DISABLED'),
  ),
  {
    name: 'a firewall that is on no network',
    caughtBy: ['dns-firewall-blocks-all', 'blocked-dns-alarms'],
    change: (app) => app.remove('AWS::Route53Resolver::FirewallRuleGroupAssociation'),
  },
  {
    name: 'a firewall on another network',
    caughtBy: ['dns-firewall-blocks-all', 'blocked-dns-alarms'],
    change: (app) => app.set('AWS::Route53Resolver::FirewallRuleGroupAssociation', 'VpcId', 'vpc-0abc'),
  },
];
