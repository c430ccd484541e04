/** One Lambda as its template has it. */
export interface ExpectedLambda {
  readonly name: string;
  readonly runtime: string;
  readonly handler: string;
  /** MB, seconds, MB. */
  readonly memory: number;
  readonly timeout: number;
  readonly ephemeralStorage: number;
  readonly architecture: string;
  readonly tenantIsolated: boolean;
  /** Base64, as Lambda has it. */
  readonly codeSha256: string;
}

/** What must be: from the templates, from lock.json, and from what the deployed network stack says it made. */
export interface Expected {
  readonly subnetIds: readonly string[];
  readonly securityGroupId: string;
  readonly aclId: string;
  readonly ruleGroupId: string;
  /** Names of the network's alarms. */
  readonly alarmNames: readonly string[];
  readonly roleArn: string;
  readonly trust: unknown;
  readonly inline: Readonly<Record<string, unknown>>;
  /** ARN and document; a template without one expects none. */
  readonly boundary: { readonly arn: string; readonly document: unknown } | undefined;
  readonly lambdas: readonly ExpectedLambda[];
  /** Base64 hashes that lock.json approves. */
  readonly lockedHashes: readonly string[];
}
