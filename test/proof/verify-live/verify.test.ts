import { openLiveClients } from '../../../proof/verify-live/clients.ts';
import { type Verdict, verify } from '../../../proof/verify-live/verify.ts';
import type { HttpServer } from '../../support/http-server.ts';
import { type Answers, operationOf, startAws } from './aws-server.ts';
import { AS_DEPLOYED, alarms, HASH, TEMPLATES } from './deployed-account.ts';

const lock = {
  tracker: {
    ...{ version: '1.0.0', sha256: HASH, settings: HASH, shard: 0 },
    scope: { namespace: 'she', endpoint: 'insights/steps', allowSubpaths: false },
  },
};
const stage = { namePrefix: 'she', account: '111122223333' };

describe('verify-live, with the SDK before a server that answers as AWS does', () => {
  let answers: Answers;
  let aws: HttpServer;

  beforeEach(async () => {
    answers = AS_DEPLOYED;
    aws = await startAws(() => answers);
  });
  afterEach(() => aws.close());

  const verified = (change: Answers = {}): Promise<readonly Verdict[]> => {
    answers = { ...AS_DEPLOYED, ...change };
    const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'x' };
    const clients = openLiveClients({ endpoint: aws.url, region: 'eu-west-1', credentials });
    return verify({ clients, templates: TEMPLATES, lock, stage });
  };
  const deviations = async (change: Answers): Promise<readonly string[]> =>
    (await verified(change)).flatMap((verdict) => verdict.deviations);

  it('finds an account as it was deployed, and only reads', async () => {
    const verdicts = await verified();

    expect(verdicts.filter((verdict) => verdict.deviations.length > 0)).toEqual([]);
    const asked = new Set(aws.requests.map(operationOf));
    expect([...asked].filter((name) => !/:(Describe|List|Get|GET )/.test(name))).toEqual([]);
    expect(Object.keys(AS_DEPLOYED).filter((name) => !asked.has(name))).toEqual([]);
  });

  it.each<[string, Answers, string]>([
    [
      'a route',
      {
        'ec2:DescribeRouteTables':
          '<routeTableSet><item><routeTableId>rtb-1</routeTableId><routeSet><item><destinationCidrBlock>0.0.0.0/0</destinationCidrBlock><natGatewayId>nat-1</natGatewayId></item></routeSet></item></routeTableSet>',
      },
      'rtb-1 leads 0.0.0.0/0 to nat-1',
    ],
    [
      'an internet gateway',
      {
        'ec2:DescribeInternetGateways':
          '<internetGatewaySet><item><internetGatewayId>igw-1</internetGatewayId></item></internetGatewaySet>',
      },
      'internet gateway igw-1 is there',
    ],
    [
      'an egress-only gateway',
      {
        'ec2:DescribeEgressOnlyInternetGateways':
          '<egressOnlyInternetGatewaySet><item><egressOnlyInternetGatewayId>eigw-1</egressOnlyInternetGatewayId><attachmentSet><item><vpcId>vpc-1</vpcId></item></attachmentSet></item></egressOnlyInternetGatewaySet>',
      },
      'egress-only internet gateway eigw-1 is there',
    ],
    [
      'a NAT gateway',
      {
        'ec2:DescribeNatGateways':
          '<natGatewaySet><item><natGatewayId>nat-1</natGatewayId><state>available</state></item></natGatewaySet>',
      },
      'NAT gateway nat-1 is there',
    ],
    [
      'an endpoint',
      {
        'ec2:DescribeVpcEndpoints':
          '<vpcEndpointSet><item><vpcEndpointId>vpce-1</vpcEndpointId></item></vpcEndpointSet>',
      },
      'endpoint vpce-1 is there',
    ],
    [
      'a peering',
      {
        'ec2:DescribeVpcPeeringConnections':
          '<vpcPeeringConnectionSet><item><vpcPeeringConnectionId>pcx-1</vpcPeeringConnectionId><status><code>active</code></status></item></vpcPeeringConnectionSet>',
      },
      'peering pcx-1 is there',
    ],
    [
      'a transit gateway',
      {
        'ec2:DescribeTransitGatewayVpcAttachments':
          '<transitGatewayVpcAttachments><item><transitGatewayAttachmentId>tgw-attach-1</transitGatewayAttachmentId><state>available</state></item></transitGatewayVpcAttachments>',
      },
      'transit gateway attachment tgw-attach-1 is there',
    ],
    [
      'a VPN gateway',
      {
        'ec2:DescribeVpnGateways':
          '<vpnGatewaySet><item><vpnGatewayId>vgw-1</vpnGatewayId><state>available</state></item></vpnGatewaySet>',
      },
      'VPN gateway vgw-1 is there',
    ],
    [
      'a carrier gateway',
      {
        'ec2:DescribeCarrierGateways':
          '<carrierGatewaySet><item><carrierGatewayId>cagw-1</carrierGatewayId></item></carrierGatewaySet>',
      },
      'carrier gateway cagw-1 is there',
    ],
    [
      'an IPv6 block',
      {
        'ec2:DescribeVpcs':
          '<vpcSet><item><cidrBlock>10.0.0.0/24</cidrBlock><ipv6CidrBlockAssociationSet><item><ipv6CidrBlock>2001:db8::/56</ipv6CidrBlock><ipv6CidrBlockState><state>associated</state></ipv6CidrBlockState></item></ipv6CidrBlockAssociationSet></item></vpcSet>',
      },
      'the network also has the addresses 2001:db8::/56',
    ],
    [
      'DNS support',
      {
        'ec2:DescribeVpcAttribute':
          '<enableDnsSupport><value>true</value></enableDnsSupport><enableDnsHostnames><value>false</value></enableDnsHostnames>',
      },
      'enableDnsSupport is true, must be false',
    ],
    [
      'a network nobody describes',
      { 'ec2:DescribeVpcs': '<vpcSet/>' },
      'the network also has the addresses that nobody could tell',
    ],
    [
      'an egress rule',
      {
        'ec2:DescribeSecurityGroups':
          '<securityGroupInfo><item><groupId>sg-1</groupId><ipPermissionsEgress><item><ipProtocol>-1</ipProtocol><ipRanges><item><cidrIp>0.0.0.0/0</cidrIp></item></ipRanges></item></ipPermissionsEgress></item></securityGroupInfo>',
      },
      'it lets out -1 of 0.0.0.0/0',
    ],
    [
      'a name that is let through',
      { 'route53resolver:ListFirewallDomains': { Domains: ['example.org.'] } },
      'its rules is {"action":"BLOCK","domains":"example.org."}',
    ],
    [
      'a rule that forwards',
      {
        'route53resolver:ListResolverRuleAssociations': {
          ResolverRuleAssociations: [{ ResolverRuleId: 'rslvr-rr-1' }],
        },
      },
      'rule rslvr-rr-1 forwards names',
    ],
    [
      'an attached policy',
      {
        'iam:ListAttachedRolePolicies':
          '<AttachedPolicies><member><PolicyArn>arn:aws:iam::aws:policy/AdministratorAccess</PolicyArn></member></AttachedPolicies><IsTruncated>false</IsTruncated>',
      },
      'the policy arn:aws:iam::aws:policy/AdministratorAccess is attached',
    ],
    [
      'a wider boundary',
      {
        'iam:GetPolicyVersion': `<PolicyVersion><Document>${encodeURIComponent('{"Statement":[]}')}</Document></PolicyVersion>`,
      },
      'what the boundary says is',
    ],
    [
      'a stranger with the role of functions',
      {
        'lambda:GET /functions': {
          Functions: [
            { FunctionName: 'other', Role: 'arn:aws:iam::111122223333:role/she-role' },
            { FunctionName: 'she-tracker' },
          ],
        },
      },
      'Lambda other is there',
    ],
    [
      'a resource policy',
      { 'lambda:GET /functions/she-tracker/policy': { Policy: '{}' } },
      'she-tracker: resource policy of version $LATEST is there',
    ],
    [
      'a URL',
      { 'lambda:GET /functions/she-tracker/urls': { FunctionUrlConfigs: [{ FunctionUrl: 'https://x' }] } },
      'she-tracker: URL https://x is there',
    ],
    [
      'an alias',
      { 'lambda:GET /functions/she-tracker/aliases': { Aliases: [{ Name: 'live' }] } },
      'she-tracker: alias live is there',
    ],
    [
      'reserved concurrency',
      { 'lambda:GET /functions/she-tracker/concurrency': { ReservedConcurrentExecutions: 5 } },
      'she-tracker: its reserve is 5',
    ],
    [
      'a flow log that is not delivered',
      {
        'ec2:DescribeFlowLogs':
          '<flowLogSet><item><flowLogStatus>ACTIVE</flowLogStatus><deliverLogsStatus>FAILED</deliverLogsStatus><trafficType>REJECT</trafficType></item></flowLogSet>',
      },
      'what is logged is {"delivery":"FAILED"',
    ],
    [
      'alarms that are switched off',
      { 'monitoring:DescribeAlarms': alarms(false) },
      'the alarm she-blocked-dns tells nobody',
    ],
    [
      'no alarms',
      { 'monitoring:DescribeAlarms': { MetricAlarms: [] } },
      'the alarm she-blocked-dns is missing',
    ],
    [
      'a log group',
      { 'logs:DescribeLogGroups': { logGroups: [{ logGroupName: '/aws/lambda/she-tracker' }] } },
      '/aws/lambda/she-tracker is there',
    ],
  ])('finds %s', async (_what, change, line) => {
    const lines = await deviations(change);

    expect(lines.join('\n')).toContain(line);
  });

  it('does not take a refusal for an empty answer', async () => {
    const { 'route53resolver:ListFirewallRules': _refused, ...rest } = AS_DEPLOYED;
    answers = rest;
    const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'x' };
    const clients = openLiveClients({ endpoint: aws.url, region: 'eu-west-1', credentials });

    const verdicts = verify({ clients, templates: TEMPLATES, lock, stage });

    await expect(verdicts).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });

  it('does not judge another account than the one of the stage', async () => {
    answers = AS_DEPLOYED;
    const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'x' };
    const clients = openLiveClients({ endpoint: aws.url, region: 'eu-west-1', credentials });

    const verdicts = verify({
      clients,
      templates: TEMPLATES,
      lock,
      stage: { ...stage, account: '999999999999' },
    });

    await expect(verdicts).rejects.toThrow('The credentials lead to account 111122223333');
  });
});
