import { changedReleases, type FunctionReleases } from '../model/function-releases.ts';

/**
 * The operator's decision that a version must not run, current or not: no run of it begins, and one under way stops
 * before it invokes or writes. PDAs that had it as a candidate have the stable version again.
 */
export function recall(releases: FunctionReleases, version: string): FunctionReleases {
  const { recalledVersions } = releases;
  if (recalledVersions.includes(version)) return releases;
  return changedReleases(releases, { recalledVersions: [...recalledVersions, version] });
}

/** Takes a recall back. */
export function undoRecall(releases: FunctionReleases, version: string): FunctionReleases {
  const recalledVersions = releases.recalledVersions.filter((recalled) => recalled !== version);
  return changedReleases(releases, { recalledVersions });
}
