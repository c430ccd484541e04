import type { RetainedVersion } from '../model/retained-version.ts';

const DAY_MS = 86_400_000;

/** A version stays for so long after the next one was published: a deployment may be rolled back to it. */
export const KEPT_AFTER_REPLACED_MS = 14 * DAY_MS;

export interface PruneRules {
  /** SHA-256 of the packages, hex, that PDAs get or may get again. */
  readonly needed: ReadonlySet<string>;
  /** As many of the newest stay, whatever they are. */
  readonly keep: number;
  readonly now: Date;
}

/** Which of one Lambda's versions nothing can need any more, newest first; one whose time nobody knows stays. */
export function prunable(
  versions: readonly RetainedVersion[],
  { needed, keep, now }: PruneRules,
): readonly RetainedVersion[] {
  const newestFirst = versions.toSorted((a, b) => Number(b.qualifier) - Number(a.qualifier));
  return newestFirst.filter(({ codeHash }, index) => {
    const replacedAt = newestFirst[index - 1]?.publishedAt;
    const isLongReplaced = replacedAt && now.getTime() - replacedAt.getTime() > KEPT_AFTER_REPLACED_MS;
    return index >= keep && isLongReplaced === true && !needed.has(codeHash);
  });
}
