/** One immutable version of a function, as this host serves it. */
export interface HostedFunction {
  /** Lambda name: `she-<id>`, `she-<id>-bundle`, … */
  readonly name: string;
  /** Version; an invocation without one asks for `$LATEST`. */
  readonly qualifier: string;
  /** Lambda runtime name, `nodejs24.x`. */
  readonly runtime: string;
  /** `index.handler`, `src/index.handler` */
  readonly handler: string;
  /** Path inside the package → path on disk. */
  readonly files: ReadonlyMap<string, string>;
  /** SHA-256 of the deterministic zip of `files`, hex; nothing else ever runs. */
  readonly codeHash: string;
  /** MB */
  readonly memory: number;
  /** Seconds one invocation may take. */
  readonly timeout: number;
  /** MB of /tmp */
  readonly ephemeralStorage: number;
  /** Whether each tenant has environments of its own; then an invocation must name one, else it must not. */
  readonly tenantIsolated: boolean;
}

/** Where a function pretends to live; no part of it exists. */
export function functionArn({ name, qualifier }: Pick<HostedFunction, 'name' | 'qualifier'>): string {
  return `arn:aws:lambda:local:000000000000:function:${name}:${qualifier}`;
}
