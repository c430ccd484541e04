import { type Claim, unless } from '../claim.ts';

/** That no name is resolved, twice over. */
export const DNS_CLAIMS: readonly Claim[] = [
  {
    name: 'the network resolves no names',
    deviations: ({ network }) => [
      ...unless('enableDnsSupport', network.dnsSupport, false),
      ...unless('enableDnsHostnames', network.dnsHostnames, false),
    ],
  },
  {
    name: 'a DNS firewall blocks every name, and is closed when it fails',
    deviations: ({ dns }, { ruleGroupId }) => {
      const ours = dns.ruleGroups.find(({ id }) => id === ruleGroupId);
      if (!ours) return [`the rule group ${ruleGroupId} is not associated`];
      return [
        ...unless('the state of the association', ours.status, 'COMPLETE'),
        ...unless('its protection against changes', ours.mutationProtection, 'ENABLED'),
        ...unless('its rules', ours.rules, [{ action: 'BLOCK', domains: ['*'] }]),
        ...unless('failing open', dns.failOpen, 'DISABLED'),
      ];
    },
  },
  {
    name: 'no other rule answers or forwards names, and no log keeps them',
    deviations: ({ dns }, { ruleGroupId }) => [
      ...dns.ruleGroups
        .filter(({ id }) => id !== ruleGroupId)
        .map(({ id }) => `rule group ${id} is associated`),
      ...dns.forwardingRules.map((id) => `rule ${id} forwards names`),
      ...dns.queryLogs.map((id) => `query log ${id} is there`),
    ],
  },
];
