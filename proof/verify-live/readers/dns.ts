import * as z from 'zod/mini';
import type { AskResolver } from '../clients.ts';
import type { LiveDns } from '../live-facts.ts';

const associationsSchema = z.object({
  FirewallRuleGroupAssociations: z.array(
    z.object({ FirewallRuleGroupId: z.string(), Status: z.string(), MutationProtection: z.string() }),
  ),
});
const rulesSchema = z.object({
  FirewallRules: z.array(z.object({ FirewallDomainListId: z.optional(z.string()), Action: z.string() })),
});
const domainsSchema = z.object({ Domains: z.array(z.string()) });
const configSchema = z.object({ FirewallConfig: z.object({ FirewallFailOpen: z.string() }) });
const forwardingSchema = z.object({
  ResolverRuleAssociations: z.array(z.object({ ResolverRuleId: z.string() })),
});
const queryLogsSchema = z.object({
  ResolverQueryLogConfigAssociations: z.array(z.object({ ResolverQueryLogConfigId: z.string() })),
});

/** AWS's own rule, which every network has. */
const OWN_RULE = /^rslvr-autodefined-/;

/** What the resolver and its firewall do for a network. */
export async function readDns(ask: AskResolver, vpcId: string): Promise<LiveDns> {
  const [associations, config, forwarding, logs] = await Promise.all([
    ask('ListFirewallRuleGroupAssociations', { VpcId: vpcId }),
    ask('GetFirewallConfig', { ResourceId: vpcId }),
    ask('ListResolverRuleAssociations', { Filters: [{ Name: 'VPCId', Values: [vpcId] }] }),
    ask('ListResolverQueryLogConfigAssociations', { Filters: [{ Name: 'ResourceId', Values: [vpcId] }] }),
  ]);
  const groups = associationsSchema.parse(associations).FirewallRuleGroupAssociations;
  return {
    ruleGroups: await Promise.all(
      groups.map(async ({ FirewallRuleGroupId: id, Status, MutationProtection }) => ({
        ...{ id, status: Status, mutationProtection: MutationProtection },
        rules: await readRules(ask, id),
      })),
    ),
    failOpen: configSchema.parse(config).FirewallConfig.FirewallFailOpen,
    forwardingRules: forwardingSchema
      .parse(forwarding)
      .ResolverRuleAssociations.map(({ ResolverRuleId }) => ResolverRuleId)
      .filter((id) => !OWN_RULE.test(id)),
    queryLogs: queryLogsSchema
      .parse(logs)
      .ResolverQueryLogConfigAssociations.map(({ ResolverQueryLogConfigId }) => ResolverQueryLogConfigId),
  };
}

async function readRules(ask: AskResolver, id: string): Promise<LiveDns['ruleGroups'][number]['rules']> {
  const { FirewallRules } = rulesSchema.parse(await ask('ListFirewallRules', { FirewallRuleGroupId: id }));
  return Promise.all(
    FirewallRules.map(async ({ FirewallDomainListId: list, Action: action }) => {
      if (list === undefined) return { action, domains: [] };
      const { Domains } = domainsSchema.parse(
        await ask('ListFirewallDomains', { FirewallDomainListId: list }),
      );
      // AWS gives names back with the dot at their end.
      return { action, domains: Domains.map((name) => (name === '*.' ? '*' : name)) };
    }),
  );
}
