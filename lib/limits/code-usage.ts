import type { Usage } from './usage.ts';

export interface CodeStorage {
  /** Bytes of each function's zip, by id. */
  readonly packages: ReadonlyMap<string, number>;
  /** Of each function, as prune leaves them; those replaced within 14 days, which it leaves as well, come on top. */
  readonly versionsKept: number;
  /** GB that Lambda stores for the account in the region. */
  readonly codeStorageGb: number;
}

/** Lambdas with the same zip: a function's three calls. */
const CALLS = 3;
const MB = 1_000_000;
/** So many of the largest packages are named. */
const NAMED = 3;

/**
 * What functions take of the room that Lambda has for an account's code: each Lambda's code and each of its versions
 * counts, https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html.
 */
export function codeUsage({ packages, versionsKept, codeStorageGb }: CodeStorage): Usage {
  const bytes = [...packages.values()].reduce((sum, size) => sum + size, 0);
  const largest = [...packages].sort(([, a], [, b]) => b - a).slice(0, NAMED);
  const named = largest.map(([id, size]) => `${id} (${(size / MB).toFixed(1)} MB)`).join(', ');
  return {
    ...{ of: `The code of ${packages.size} functions, ${versionsKept} versions of each,`, unit: 'MB' },
    ...{ used: Math.ceil((bytes * CALLS * (versionsKept + 1)) / MB), limit: codeStorageGb * 1000 },
    at: 'the code that Lambda stores for an account in a region',
    remedy:
      `Make the largest packages smaller: ${named}; lower \`versionsKept\`; or ask for more "Function and layer ` +
      'storage" in Service Quotas and set `codeStorageGb`. Versions that were replaced within 14 days stay whatever ' +
      '`versionsKept` says, and are not counted here: `npx she versions prune` shows what Lambda stores.',
  };
}
