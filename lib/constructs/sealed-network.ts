import { IpAddresses, NetworkAcl, SecurityGroup, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { acknowledge } from '../security-checks.ts';
import { BlockedDns } from './blocked-dns.ts';

/**
 * A network that nothing leaves: isolated subnets, no gateway, endpoint or peer of any kind, no DNS, and rules that
 * deny both ways. Lambda invokes functions from outside the network, so they need none of it.
 */
export class SealedNetwork extends Construct {
  readonly vpc: Vpc;
  readonly securityGroup: SecurityGroup;
  readonly dns: BlockedDns;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.vpc = new Vpc(this, 'Vpc', {
      ipAddresses: IpAddresses.cidr('10.0.0.0/24'),
      maxAzs: 2,
      subnetConfiguration: [{ name: 'Sealed', subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: 26 }],
      natGateways: 0,
      createInternetGateway: false,
      enableDnsSupport: false,
      enableDnsHostnames: false,
      // CDK restricts the default group by a Lambda of its own. No function uses that group, and the network ACL
      // denies whatever it would allow.
      restrictDefaultSecurityGroup: false,
    });
    this.securityGroup = new SecurityGroup(this, 'NoTraffic', {
      vpc: this.vpc,
      description: 'Allows nothing, in or out',
      allowAllOutbound: false,
    });
    // Without an entry a network ACL denies everything.
    const acl = new NetworkAcl(this, 'DenyAll', {
      vpc: this.vpc,
      subnetSelection: { subnets: this.vpc.isolatedSubnets },
    });
    acknowledge(acl, 'VPC3', 'it denies everything, so nobody can have a wrong picture of it');
    this.dns = new BlockedDns(this, 'BlockedDns', this.vpc.vpcId);
  }
}
