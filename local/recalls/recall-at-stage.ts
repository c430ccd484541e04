import { EngineError } from '../../core/errors.ts';
import { recall, undoRecall } from '../../core/manage/recall.ts';
import { updateReleases } from '../../core/manage/update-releases.ts';
import type { FunctionReleases } from '../../core/model/function-releases.ts';
import type { ReleaseStore } from '../../core/ports.ts';
import { recalledVersion } from './recalled-version.ts';

export interface StageRecall {
  readonly functionId: string;
  /** Absent: the one that everybody has, unless another is on trial; to be undone, the only one that is recalled. */
  readonly version: string | undefined;
  readonly isUndone: boolean;
  /** It is meant although nobody has it any more. */
  readonly isReplaced: boolean;
}

/**
 * Recalls a version of a function in the catalogue of an engine on AWS, or takes that back.
 * @returns which version
 * @throws EngineError when there is no such function, version or recall, or it is not clear which version is meant
 */
export async function recallAtStage(
  releases: ReleaseStore,
  { functionId, version, isUndone, isReplaced }: StageRecall,
): Promise<string> {
  let chosen = version;
  await updateReleases(releases, functionId, (before) => {
    if (!before)
      throw new EngineError(
        `${functionId} was never deployed there: correct its name, or the name of the stage.`,
      );
    if (isUndone) {
      chosen = recalledVersion(functionId, chosen, before.recalledVersions);
      return undoRecall(before, chosen);
    }
    chosen ??= onlyVersion(before);
    if (!isReplaced && !versionsOf(before).includes(chosen)) throw unknown(before, chosen);
    return recall(before, chosen);
  });
  return chosen ?? '';
}

/** Those that the engine knows of; which ones were replaced by others it does not. */
function versionsOf({ stable, candidate, recalledVersions, returnedVersions = [] }: FunctionReleases) {
  const returned = returnedVersions.map(({ version }) => version);
  return [stable.version, candidate?.entry.version, ...recalledVersions, ...returned];
}

function unknown({ functionId, stable, candidate }: FunctionReleases, version: string): EngineError {
  const trial = candidate ? `, ${candidate.entry.version} is on trial` : '';
  return new EngineError(
    `Nothing was recalled: nobody has ${functionId} ${version}. Everybody has ${stable.version}${trial}: correct --version, or add --replaced if runs of a version that was replaced are meant.`,
  );
}

function onlyVersion({ functionId, stable, candidate }: FunctionReleases): string {
  if (!candidate) return stable.version;
  throw new EngineError(
    `${functionId} has ${stable.version}, and ${candidate.entry.version} on trial: say which with --version.`,
  );
}
