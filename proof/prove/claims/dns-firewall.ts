import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../../../core/model/json.ts';
import { inNetwork } from '../model/app.ts';
import { NETWORK_STACK } from '../model/functions.ts';
import { at, type Resource } from '../model/model.ts';
import type { Claim } from './claim.ts';

const resolver = (name: string) => `AWS::Route53Resolver::${name}`;

/** The rule group that is associated with the VPC, if there is one. */
export function firewallOf(resources: readonly Resource[], vpc: Resource): Resource | undefined {
  const associations = inNetwork({ resources }, resolver('FirewallRuleGroupAssociation'));
  const association = associations.find((one) => at(one, 'VpcId') === vpc.ref);
  const id = association && at(association, 'FirewallRuleGroupId');
  return inNetwork({ resources }, resolver('FirewallRuleGroup')).find(({ key }) => id === `⟨${key}.Id⟩`);
}

/** Whether a rule group has one rule, and that blocks every name. */
export function blocksEveryName(resources: readonly Resource[], group: Resource): boolean {
  const rules = at(group, 'FirewallRules') as readonly Json[] | undefined;
  const lists = inNetwork({ resources }, resolver('FirewallDomainList'));
  const all = lists.filter((list) => {
    const { Tags: _tags, ...rest } = list.properties;
    return isDeepStrictEqual(rest, { Domains: ['*'] });
  });
  return all.some((list) =>
    isDeepStrictEqual(rules, [
      { Action: 'BLOCK', BlockResponse: 'NXDOMAIN', Priority: 1, FirewallDomainListId: `⟨${list.key}.Id⟩` },
    ]),
  );
}

export const dnsFirewall: Claim = {
  name: 'dns-firewall-blocks-all',
  sentence: 'A DNS firewall that fails closed blocks every name, should the resolver ever be switched on.',
  closes: 'VPC DNS',
  judge(app, told) {
    const vpc = inNetwork(app, 'AWS::EC2::VPC')[0];
    const associations = inNetwork(app, resolver('FirewallRuleGroupAssociation'));
    const association = told.onlyOne(
      associations,
      NETWORK_STACK,
      'the association of the firewall with the VPC',
    );
    if (!vpc || !association) return;
    const group = firewallOf(app.resources, vpc);
    if (!group)
      told.wrong(association, 'FirewallRuleGroupId', 'a rule group of this stack, on the sealed VPC');
    else if (blocksEveryName(app.resources, group)) told.shows(group, 'BLOCK *');
    else told.wrong(group, 'FirewallRules', 'one rule: BLOCK, NXDOMAIN, of the list "*"');
    if (told.equals(association, 'MutationProtection', 'ENABLED'))
      told.shows(association, 'MutationProtection: ENABLED');
    const configs = inNetwork(app, resolver('FirewallConfig'));
    const config = told.onlyOne(configs, NETWORK_STACK, 'what says that the firewall fails closed');
    if (!config) return;
    const isItsOwn = told.equals(config, 'ResourceId', vpc.ref);
    if (told.equals(config, 'FirewallFailOpen', 'DISABLED') && isItsOwn)
      told.shows(config, 'FirewallFailOpen: DISABLED');
  },
};
