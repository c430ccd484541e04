import { FUNCTIONS_STACK, NETWORK_STACK } from '../model/functions.ts';

/** Services whose resources are, join or lead out of networks. */
const NETWORK_SERVICES =
  /^AWS::(EC2|VpcLattice|NetworkManager|NetworkFirewall|ElasticLoadBalancing(V2)?|Route53|Route53Resolver|Route53Profiles|DirectConnect|GlobalAccelerator|RAM|ServiceDiscovery)::/;

export const isNetworkType = (type: string) => NETWORK_SERVICES.test(type);

/** What a sealed network is made of. */
export const SEALED_NETWORK_TYPES = [
  'AWS::EC2::FlowLog',
  'AWS::EC2::NetworkAcl',
  'AWS::EC2::RouteTable',
  'AWS::EC2::SecurityGroup',
  'AWS::EC2::Subnet',
  'AWS::EC2::SubnetNetworkAclAssociation',
  'AWS::EC2::SubnetRouteTableAssociation',
  'AWS::EC2::VPC',
  'AWS::Route53Resolver::FirewallConfig',
  'AWS::Route53Resolver::FirewallDomainList',
  'AWS::Route53Resolver::FirewallRuleGroup',
  'AWS::Route53Resolver::FirewallRuleGroupAssociation',
];

/** Each would let packets pass a filter, or add an address; their own claims refuse them. */
export const ROUTE_TYPES = ['AWS::EC2::Route', 'AWS::EC2::VPNGatewayRoutePropagation'];
export const RULE_TYPES = ['AWS::EC2::SecurityGroupEgress', 'AWS::EC2::SecurityGroupIngress'];
export const ACL_RULE_TYPES = ['AWS::EC2::NetworkAclEntry'];
export const ADDRESS_TYPES = [
  'AWS::EC2::EIP',
  'AWS::EC2::EIPAssociation',
  'AWS::EC2::SubnetCidrBlock',
  'AWS::EC2::VPCCidrBlock',
];

/** Ways to call a Lambda other than by its name, or to learn what it answered. */
export const DOOR_TYPES = [
  'AWS::Lambda::Alias',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Permission',
  'AWS::Lambda::Url',
];

const EVERYWHERE = ['AWS::CloudWatch::Alarm', 'AWS::IAM::Policy', 'AWS::IAM::Role', 'AWS::Logs::LogGroup'];
const ENGINE = [
  ...EVERYWHERE,
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::Stage',
  'AWS::Budgets::Budget',
  'AWS::CloudWatch::Dashboard',
  'AWS::CloudWatch::InsightRule',
  'AWS::DynamoDB::Table',
  'AWS::Events::EventBus',
  'AWS::Events::EventBusPolicy',
  'AWS::Events::Rule',
  'AWS::IAM::ManagedPolicy',
  'AWS::KMS::Alias',
  'AWS::KMS::Key',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::Lambda::Permission',
  'AWS::SNS::Subscription',
  'AWS::SNS::Topic',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::Queue',
  'AWS::SQS::QueuePolicy',
  'AWS::SecretsManager::Secret',
];
const NETWORK = [
  ...EVERYWHERE,
  ...SEALED_NETWORK_TYPES,
  'AWS::IAM::ManagedPolicy',
  'AWS::Logs::MetricFilter',
];
const FUNCTIONS = [
  'AWS::CloudWatch::Alarm',
  'AWS::Lambda::Function',
  'AWS::Lambda::Version',
  // Told to the registrar alone, by a claim of its own.
  'Custom::FunctionRegistration',
];

/** The types that were thought about, by stack; undefined for a stack that nobody has thought about. */
export function knownTypes(stack: string): readonly string[] | undefined {
  if (stack === NETWORK_STACK) return NETWORK;
  if (FUNCTIONS_STACK.test(stack)) return FUNCTIONS;
  return stack.startsWith('She-') ? ENGINE : undefined;
}
