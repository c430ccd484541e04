import { recall, undoRecall } from '../../core/manage/recall.ts';
import { updateReleases } from '../../core/manage/update-releases.ts';
import type { FunctionReleases } from '../../core/model/function-releases.ts';
import type { ReleaseStore } from '../../core/ports.ts';
import type { FunctionVersion } from './recall-folder.ts';

/** Makes the catalogue say that exactly these versions are recalled. */
export async function applyRecalls(
  releases: ReleaseStore,
  recalled: readonly FunctionVersion[],
): Promise<void> {
  for (const { functionId } of await releases.all()) {
    const versions = recalled.filter((one) => one.functionId === functionId).map(({ version }) => version);
    await updateReleases(releases, functionId, (before) => before && withRecalls(before, versions));
  }
}

/** The same releases when they say so already. */
function withRecalls(releases: FunctionReleases, versions: readonly string[]): FunctionReleases {
  const taken = releases.recalledVersions.filter((version) => !versions.includes(version));
  return versions.reduce(recall, taken.reduce(undoRecall, releases));
}
