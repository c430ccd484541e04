import type { Finding } from '../finding.ts';

/** One stack as it would be deployed, its template as it was found. */
export interface StackTemplate {
  readonly name: string;
  /** Twelve digits; absent where the template fits any account. */
  readonly account?: string | undefined;
  /** Absent where the template fits any region. */
  readonly region?: string | undefined;
  readonly template: unknown;
}

/** Everything that one `cdk deploy --all` would deploy. */
export interface Assembly {
  readonly stacks: readonly StackTemplate[];
  /** What could not be read. */
  readonly problems: readonly Finding[];
}

/** @param environment `aws://ACCOUNT/REGION`, where either may be `unknown-account` or `unknown-region` */
export function placeOf(environment: string): Pick<StackTemplate, 'account' | 'region'> {
  const [, account, region] = /^aws:\/\/([^/]+)\/([^/]+)$/.exec(environment) ?? [];
  return {
    account: account?.startsWith('unknown') ? undefined : account,
    region: region?.startsWith('unknown') ? undefined : region,
  };
}
