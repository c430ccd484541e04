import type { Template, Templates } from '../../../proof/verify-live/templates.ts';
import type { Answers } from './aws-server.ts';

export const HASH = 'ab'.repeat(32);
const CODE = Buffer.from(HASH, 'hex').toString('base64');
const ROLE = 'arn:aws:iam::111122223333:role/she-role';
const BOUNDARY = 'arn:aws:iam::111122223333:policy/she-function-boundary';
const TRUST = {
  Statement: [{ Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' } }],
};
const POLICY = { Statement: [{ Action: '*', Effect: 'Deny', Resource: '*' }] };

const resource = (Type: string, Properties: unknown = {}): Template['Resources'][string] => ({
  Type,
  Properties,
});

/** Templates of a network and one Lambda. */
export const TEMPLATES: Templates = {
  network: {
    Resources: {
      Vpc: resource('AWS::EC2::VPC'),
      FlowLogRole: resource('AWS::IAM::Role', {
        AssumeRolePolicyDocument: { Principal: 'vpc-flow-logs.amazonaws.com' },
      }),
      Boundary: resource('AWS::IAM::ManagedPolicy', { PolicyDocument: POLICY }),
      Role: resource('AWS::IAM::Role', {
        AssumeRolePolicyDocument: TRUST,
        Policies: [{ PolicyName: 'Powerless', PolicyDocument: POLICY }],
        PermissionsBoundary: { Ref: 'Boundary' },
      }),
    },
  },
  functions: [
    {
      Resources: {
        Tracker: resource('AWS::Lambda::Function', {
          ...{
            FunctionName: 'she-tracker',
            Runtime: 'nodejs24.x',
            Handler: 'index.process',
            MemorySize: 128,
          },
          ...{ Timeout: 60, EphemeralStorage: { Size: 512 }, Architectures: ['arm64'] },
          TenancyConfig: { TenantIsolationMode: 'PER_TENANT' },
        }),
        Version: resource('AWS::Lambda::Version', { FunctionName: { Ref: 'Tracker' }, CodeSha256: CODE }),
      },
    },
  ],
};

const encoded = (document: object): string => encodeURIComponent(JSON.stringify(document));

const made = (logical: string, physical: string, type: string): string =>
  `<member><LogicalResourceId>${logical}</LogicalResourceId><PhysicalResourceId>${physical}</PhysicalResourceId><ResourceType>${type}</ResourceType></member>`;

const configuration = (Version: string): object => ({
  ...{
    FunctionName: 'she-tracker',
    Version,
    Runtime: 'nodejs24.x',
    Handler: 'index.process',
    MemorySize: 128,
  },
  ...{ Timeout: 60, EphemeralStorage: { Size: 512 }, Architectures: ['arm64'], Role: ROLE, CodeSha256: CODE },
  ...{ PackageType: 'Zip', TracingConfig: { Mode: 'PassThrough' }, SnapStart: { ApplyOn: 'None' } },
  TenancyConfig: { TenantIsolationMode: 'PER_TENANT' },
  VpcConfig: {
    VpcId: 'vpc-1',
    SubnetIds: ['subnet-1'],
    SecurityGroupIds: ['sg-1'],
    Ipv6AllowedForDualStack: false,
  },
});

const STACK = {
  'cloudformation:DescribeStacks':
    '<Stacks><member><StackId>arn:aws:cloudformation:eu-west-1:111122223333:stack/She-Network/1</StackId><StackName>She-Network</StackName><StackStatus>CREATE_COMPLETE</StackStatus><CreationTime>2026-01-01T00:00:00Z</CreationTime></member></Stacks>',
  'cloudformation:ListStackResources': `<StackResourceSummaries>${[
    made('Vpc', 'vpc-1', 'AWS::EC2::VPC'),
    made('Subnet', 'subnet-1', 'AWS::EC2::Subnet'),
    made('Group', 'sg-1', 'AWS::EC2::SecurityGroup'),
    made('Acl', 'acl-1', 'AWS::EC2::NetworkAcl'),
    made('Rules', 'rslvr-frg-1', 'AWS::Route53Resolver::FirewallRuleGroup'),
    made('RejectedAlarm', 'she-rejected-traffic', 'AWS::CloudWatch::Alarm'),
    made('DnsAlarm', 'she-blocked-dns', 'AWS::CloudWatch::Alarm'),
    made('FlowLogRole', 'she-flow-log', 'AWS::IAM::Role'),
    made('Role', 'she-role', 'AWS::IAM::Role'),
    made('Boundary', BOUNDARY, 'AWS::IAM::ManagedPolicy'),
  ].join('')}</StackResourceSummaries>`,
};

const NETWORK = {
  'ec2:DescribeVpcs':
    '<vpcSet><item><vpcId>vpc-1</vpcId><cidrBlock>10.0.0.0/24</cidrBlock><cidrBlockAssociationSet><item><cidrBlock>10.0.0.0/24</cidrBlock><cidrBlockState><state>associated</state></cidrBlockState></item></cidrBlockAssociationSet></item></vpcSet>',
  'ec2:DescribeVpcAttribute':
    '<enableDnsSupport><value>false</value></enableDnsSupport><enableDnsHostnames><value>false</value></enableDnsHostnames>',
  'ec2:DescribeSubnets':
    '<subnetSet><item><subnetId>subnet-1</subnetId><mapPublicIpOnLaunch>false</mapPublicIpOnLaunch></item></subnetSet>',
  'ec2:DescribeRouteTables':
    '<routeTableSet><item><routeTableId>rtb-1</routeTableId><routeSet><item><destinationCidrBlock>10.0.0.0/24</destinationCidrBlock><gatewayId>local</gatewayId><state>active</state><origin>CreateRouteTable</origin></item></routeSet></item></routeTableSet>',
  'ec2:DescribeNetworkAcls':
    '<networkAclSet><item><networkAclId>acl-1</networkAclId><associationSet><item><subnetId>subnet-1</subnetId></item></associationSet><entrySet><item><ruleNumber>32767</ruleNumber><ruleAction>deny</ruleAction><egress>true</egress><cidrBlock>0.0.0.0/0</cidrBlock></item></entrySet></item></networkAclSet>',
  'ec2:DescribeSecurityGroups':
    '<securityGroupInfo><item><groupId>sg-1</groupId><ipPermissions/><ipPermissionsEgress><item><ipProtocol>icmp</ipProtocol><fromPort>252</fromPort><toPort>86</toPort><ipRanges><item><cidrIp>255.255.255.255/32</cidrIp></item></ipRanges></item></ipPermissionsEgress></item></securityGroupInfo>',
  'ec2:DescribeNetworkInterfaces':
    '<networkInterfaceSet><item><networkInterfaceId>eni-1</networkInterfaceId><interfaceType>lambda</interfaceType><groupSet><item><groupId>sg-1</groupId></item></groupSet></item></networkInterfaceSet>',
  'ec2:DescribeFlowLogs':
    '<flowLogSet><item><flowLogStatus>ACTIVE</flowLogStatus><deliverLogsStatus>SUCCESS</deliverLogsStatus><trafficType>REJECT</trafficType></item></flowLogSet>',
  'ec2:DescribeInternetGateways': '<internetGatewaySet/>',
  'ec2:DescribeEgressOnlyInternetGateways':
    '<egressOnlyInternetGatewaySet><item><egressOnlyInternetGatewayId>eigw-of-another</egressOnlyInternetGatewayId><attachmentSet><item><vpcId>vpc-9</vpcId></item></attachmentSet></item></egressOnlyInternetGatewaySet>',
  'ec2:DescribeNatGateways':
    '<natGatewaySet><item><natGatewayId>nat-gone</natGatewayId><state>deleted</state></item></natGatewaySet>',
  'ec2:DescribeVpcEndpoints': '<vpcEndpointSet/>',
  'ec2:DescribeVpcPeeringConnections': '<vpcPeeringConnectionSet/>',
  'ec2:DescribeTransitGatewayVpcAttachments': '<transitGatewayVpcAttachments/>',
  'ec2:DescribeVpnGateways': '<vpnGatewaySet/>',
  'ec2:DescribeCarrierGateways': '<carrierGatewaySet/>',
};

/** What CloudWatch answers of the alarms of the network. */
export const alarms = (isEnabled: boolean): object => ({
  MetricAlarms: ['she-rejected-traffic', 'she-blocked-dns'].map((AlarmName) => ({
    ...{ AlarmName, ActionsEnabled: isEnabled },
    AlarmActions: ['arn:aws:sns:eu-west-1:111122223333:alarms'],
  })),
});

const DNS = {
  'route53resolver:ListFirewallRuleGroupAssociations': {
    FirewallRuleGroupAssociations: [
      {
        FirewallRuleGroupId: 'rslvr-frg-1',
        Status: 'COMPLETE',
        MutationProtection: 'ENABLED',
        Priority: 101,
      },
    ],
  },
  'route53resolver:ListFirewallRules': {
    FirewallRules: [
      { FirewallDomainListId: 'rslvr-fdl-1', Action: 'BLOCK', BlockResponse: 'NXDOMAIN', Priority: 1 },
    ],
  },
  'route53resolver:ListFirewallDomains': { Domains: ['*.'] },
  'route53resolver:GetFirewallConfig': {
    FirewallConfig: { ResourceId: 'vpc-1', FirewallFailOpen: 'DISABLED' },
  },
  'route53resolver:ListResolverRuleAssociations': {
    ResolverRuleAssociations: [{ ResolverRuleId: 'rslvr-autodefined-rr-internet-resolver' }],
  },
  'route53resolver:ListResolverQueryLogConfigAssociations': { ResolverQueryLogConfigAssociations: [] },
};

const ROLE_ANSWERS = {
  'iam:GetRole': `<Role><Arn>${ROLE}</Arn><AssumeRolePolicyDocument>${encoded(TRUST)}</AssumeRolePolicyDocument><PermissionsBoundary><PermissionsBoundaryArn>${BOUNDARY}</PermissionsBoundaryArn></PermissionsBoundary></Role>`,
  'iam:ListRolePolicies':
    '<PolicyNames><member>Powerless</member></PolicyNames><IsTruncated>false</IsTruncated>',
  'iam:GetRolePolicy': `<PolicyName>Powerless</PolicyName><PolicyDocument>${encoded(POLICY)}</PolicyDocument>`,
  'iam:ListAttachedRolePolicies': '<AttachedPolicies/><IsTruncated>false</IsTruncated>',
  'iam:GetPolicy': '<Policy><DefaultVersionId>v3</DefaultVersionId></Policy>',
  'iam:GetPolicyVersion': `<PolicyVersion><Document>${encoded(POLICY)}</Document></PolicyVersion>`,
};

const FUNCTIONS = {
  'lambda:GET /functions': {
    Functions: [
      configuration('$LATEST'),
      { FunctionName: 'She-Orchestrator-Executor', Role: 'arn:aws:iam::111122223333:role/executor' },
    ],
  },
  'lambda:GET /functions/she-tracker/versions': { Versions: [configuration('$LATEST'), configuration('1')] },
  'lambda:GET /functions/she-tracker/concurrency': {},
  'lambda:GET /functions/she-tracker/runtime-management-config': { UpdateRuntimeOn: 'FunctionUpdate' },
  'lambda:GET /functions/she-tracker/urls': { FunctionUrlConfigs: [] },
  'lambda:GET /event-source-mappings': { EventSourceMappings: [] },
  'lambda:GET /functions/she-tracker/aliases': { Aliases: [] },
  'lambda:GET /functions/she-tracker/event-invoke-config/list': { FunctionEventInvokeConfigs: [] },
  'lambda:GET /functions/she-tracker/provisioned-concurrency': { ProvisionedConcurrencyConfigs: [] },
  'lambda:GET /functions/she-tracker/policy': 404,
  'logs:DescribeLogGroups': { logGroups: [] },
  'monitoring:DescribeAlarms': alarms(true),
} as const;

/** What AWS answers of an account in which everything is as it was deployed. */
export const AS_DEPLOYED: Answers = { ...STACK, ...NETWORK, ...DNS, ...ROLE_ANSWERS, ...FUNCTIONS };
