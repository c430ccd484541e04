import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import {
  CfnFirewallConfig,
  CfnFirewallDomainList,
  CfnFirewallRuleGroup,
  CfnFirewallRuleGroupAssociation,
} from 'aws-cdk-lib/aws-route53resolver';
import { Construct } from 'constructs';

/**
 * A DNS firewall that answers no name at all. The resolver reaches the public DNS without any route, and neither
 * security groups nor network ACLs filter it; this stands behind `enableDnsSupport: false`, should that ever change.
 */
export class BlockedDns extends Construct {
  private readonly rules: CfnFirewallRuleGroup;

  constructor(scope: Construct, id: string, vpcId: string) {
    super(scope, id);
    const everyName = new CfnFirewallDomainList(this, 'EveryName', { domains: ['*'] });
    this.rules = new CfnFirewallRuleGroup(this, 'Rules', {
      firewallRules: [
        { action: 'BLOCK', blockResponse: 'NXDOMAIN', priority: 1, firewallDomainListId: everyName.attrId },
      ],
    });
    new CfnFirewallRuleGroupAssociation(this, 'Association', {
      firewallRuleGroupId: this.rules.attrId,
      vpcId,
      priority: 101,
      mutationProtection: 'ENABLED',
    });
    const closed = new CfnFirewallConfig(this, 'FailClosed', {
      resourceId: vpcId,
      firewallFailOpen: 'DISABLED',
    });
    // Newer than the lists of cfn-lint.
    closed.addMetadata('cfn-lint', { config: { ignore_checks: ['E3006'] } });
  }

  /** How many queries were blocked; not which, because a name can hold what was being smuggled. */
  metricBlocked(): Metric {
    return new Metric({
      namespace: 'AWS/Route53Resolver',
      metricName: 'FirewallRuleGroupQueryVolume',
      dimensionsMap: { FirewallRuleGroupId: this.rules.attrId },
      statistic: Stats.SUM,
    });
  }
}
