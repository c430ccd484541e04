/** One try of the canary to reach somebody. */
export interface Attempt {
  readonly kind: 'tcp' | 'udp' | 'name';
  /** `192.0.2.1:443`, `example.com` */
  readonly target: string;
  /** `reached`, `answered` or `resolved`; else why not. */
  readonly outcome: string;
}

/** What an environment of the canary remembers after two tenants told it something. */
export interface Round {
  /** Whether the first tenant's next invocation found what it had left: only then does the rest say anything. */
  readonly ownWasThere: boolean;
  /** Where the second tenant found what the first had left. */
  readonly foreign: readonly ('memory' | '/tmp')[];
}

/** What came out of the live account; `undefined` where nobody could be asked. */
export interface CanaryFacts {
  /** Name of the error that an invocation without a tenant got, or `answered`. */
  readonly withoutTenant: string;
  readonly attempts: readonly Attempt[];
  readonly rounds: readonly Round[];
  readonly variables: readonly string[];
  /** What lies where layers and extensions would. */
  readonly extras: readonly string[];
  /** Invocations that printed, and how many of them failed. */
  readonly printing: { readonly calls: number; readonly failed: number };
  /** What the canary's own credentials were allowed; empty when it told none. */
  readonly powers: readonly { readonly action: string; readonly outcome: string }[];
  readonly logGroups: readonly string[] | undefined;
  /** Whether the alarm of rejected traffic went off after the attempts. */
  readonly alarmed: boolean | undefined;
}
