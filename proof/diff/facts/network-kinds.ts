import type { Json } from '../../../core/model/json.ts';
import {
  atMost,
  guard,
  guardsBy,
  inWords,
  type Kind,
  opening,
  opensTo,
  part,
  type Said,
  unless,
} from './kind.ts';

/** CDK's way to say "no rule": a packet that nobody sends to an address that nobody has. */
const NO_RULE = { CidrIp: '255.255.255.255/32', FromPort: 252, IpProtocol: 'icmp', ToPort: 86 };

const guardsBeing = (protects: string): Kind => ({ group: 'network', plain: [], protects });

export const NETWORK_KINDS: Readonly<Record<string, Kind>> = {
  'AWS::EC2::VPC': {
    group: 'network',
    plain: ['InstanceTenancy'],
    reads: {
      CidrBlock: (range) => [guard(`has the addresses ${inWords(range)}`)],
      EnableDnsSupport: unless(false, 'answers questions for names'),
      EnableDnsHostnames: unless(false, 'gives machines names'),
    },
  },
  'AWS::EC2::Subnet': {
    group: 'network',
    plain: ['AvailabilityZone', 'CidrBlock'],
    reads: {
      VpcId: (vpc) => [guard(`is in ${inWords(vpc)}`)],
      MapPublicIpOnLaunch: unless(false, 'gives machines public addresses'),
    },
  },
  'AWS::EC2::RouteTable': { group: 'network', plain: ['VpcId'] },
  'AWS::EC2::SubnetRouteTableAssociation': guardsBeing('gives a subnet a route table of its own'),
  'AWS::EC2::SecurityGroup': {
    group: 'network',
    plain: ['GroupDescription', 'GroupName', 'VpcId'],
    reads: {
      SecurityGroupEgress: (rules) =>
        // Without a rule, everything may leave.
        rules === undefined ? [opening('lets everything out')] : ruleOpenings(rules, 'lets out'),
      SecurityGroupIngress: (rules) => ruleOpenings(rules ?? [], 'lets in'),
    },
  },
  'AWS::EC2::NetworkAcl': guardsBeing('denies every packet of its subnets'),
  'AWS::EC2::SubnetNetworkAclAssociation': guardsBeing('puts a subnet behind a network ACL'),
  'AWS::EC2::FlowLog': guardsBeing('records refused packets'),
  'AWS::Route53Resolver::FirewallConfig': guardsBeing('refuses names when the DNS firewall fails'),
  'AWS::Route53Resolver::FirewallDomainList': guardsBeing('lists the names that the DNS firewall refuses'),
  'AWS::Route53Resolver::FirewallRuleGroup': guardsBeing('refuses names'),
  'AWS::Route53Resolver::FirewallRuleGroupAssociation': guardsBeing('puts a network behind the DNS firewall'),
  'AWS::ApiGatewayV2::Api': { group: 'network', plain: ['Name', 'ProtocolType'] },
  'AWS::ApiGatewayV2::Integration': {
    group: 'network',
    plain: ['ApiId', 'IntegrationType', 'PayloadFormatVersion'],
    reads: { IntegrationUri: opensTo('hands requests to') },
  },
  'AWS::ApiGatewayV2::Route': {
    group: 'network',
    plain: ['ApiId', 'AuthorizationType'],
    reads: {
      Target: opensTo('is answered by'),
      RouteKey: (route, { properties }) => [
        opening(
          `answers ${route} with authorization ${properties.AuthorizationType ?? 'NONE'} by API Gateway`,
        ),
      ],
    },
  },
  'AWS::ApiGatewayV2::Stage': {
    group: 'network',
    plain: ['ApiId', 'AutoDeploy', 'StageName'],
    reads: {
      AccessLogSettings: (settings) => accessLog(settings),
      DefaultRouteSettings: (settings) => throttle(settings),
    },
  },
  'AWS::Events::Rule': {
    group: 'network',
    plain: ['Description', 'Name', 'ScheduleExpression'],
    reads: {
      Targets: (targets) => targetOpenings(targets),
      EventBusName: (bus) => [guard(`takes events of the bus ${inWords(bus ?? 'of the account')}`)],
      EventPattern: (pattern) => [guard(`takes events like ${inWords(pattern ?? 'none')}`)],
      State: (state) => (state === 'DISABLED' ? [opening('is switched off')] : []),
    },
  },
  'AWS::Events::EventBus': { group: 'network', plain: ['Name', 'Description', 'KmsKeyIdentifier'] },
  'AWS::SNS::Subscription': {
    group: 'network',
    plain: ['TopicArn', 'Protocol'],
    reads: {
      Endpoint: (endpoint) => [
        opening(`sends messages of its topic to ${endpoint}`),
        guard(`tells ${endpoint}`),
      ],
    },
  },
  'AWS::Logs::MetricFilter': guardsBeing('counts what an alarm tells of'),
};

function ruleOpenings(rules: Json, says: string): readonly Said[] {
  return [rules].flat().flatMap((rule) => {
    const { Description: _, ...rest } = rule as Record<string, Json>;
    const isNone = Object.entries(NO_RULE).every(([key, value]) => rest[key] === value);
    return isNone ? [] : [opening(`${says} ${inWords(rest)}`)];
  });
}

/** Its form says what of each request is kept. */
function accessLog(settings: Json | undefined): readonly Said[] {
  const place = part(settings, 'DestinationArn');
  if (place === undefined) return [opening('keeps no access log')];
  return [
    guard(`keeps an access log in ${inWords(place)}`),
    opening(`logs of each request ${inWords(part(settings, 'Format'))}`),
  ];
}

function throttle(settings: Json | undefined): readonly Said[] {
  const unthrottled = 'lets in as many requests as come';
  return [
    ...atMost(
      'lets in at most so many requests a second',
      unthrottled,
    )(part(settings, 'ThrottlingRateLimit')),
    ...atMost(
      'lets in at most so many requests at once',
      unthrottled,
    )(part(settings, 'ThrottlingBurstLimit')),
  ];
}

function targetOpenings(targets: Json | undefined): readonly Said[] {
  return [targets ?? []].flat().flatMap((target) => {
    const { Id: _id, RetryPolicy: _retry, DeadLetterConfig, Arn, ...rest } = target as Record<string, Json>;
    const how = Object.keys(rest).length > 0 ? ` with ${inWords(rest)}` : '';
    const letters = guardsBy(`keeps what does not reach ${Arn} in`, `loses what does not reach ${Arn}`);
    return [opening(`sends events to ${Arn}${how}`), ...letters(DeadLetterConfig)];
  });
}
