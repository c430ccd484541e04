import { EngineError } from '../../core/errors.ts';
import { resumableFrom, resumeCandidate } from '../../core/manage/release.ts';
import { updateReleases } from '../../core/manage/update-releases.ts';
import { functionIdSchema, versionSchema } from '../../core/model/names.ts';
import { type Pruned, prune } from '../versions/prune.ts';
import { atStage } from '../versions/stage-versions.ts';
import { printable } from './printable.ts';
import { unknownFunction } from './unknown-function.ts';

/** What `she versions` changes, and says of it. */

interface PruneChoice {
  readonly stage: string;
  readonly keep?: number;
  readonly dryRun?: true;
}

/** Gives a candidate that was returned to its share of PDAs again. */
export async function resume(which: string, stage: string): Promise<void> {
  const { functionId, version } = readVersion(which);
  await atStage(stage, async ({ releases }) => {
    const before = await releases.find(functionId);
    if (!before) throw unknownFunction(functionId);
    const { candidate } = before;
    if (candidate?.entry.version !== version)
      throw new EngineError(
        `${functionId} ${version} is not on trial: "npx she versions ${functionId} --stage ${stage}" shows what is.`,
      );
    if (before.recalledVersions.includes(version))
      throw new EngineError(
        `${functionId} ${version} is recalled: "npx she recall ${functionId} --version ${version} --undo --stage ${stage}" lets it run again.`,
      );
    const from = resumableFrom(candidate);
    if (from && new Date() < from)
      throw new EngineError(
        `${functionId} ${version} can be resumed from ${from.toISOString()} on: until then its alarm may be on, and would not return it again.`,
      );
    await updateReleases(releases, functionId, (now) => now && resumeCandidate(now, version));
    console.log(
      `${functionId} ${version} is on trial again with ${candidate.percentage} % of all PDAs, within 20 s.`,
    );
  });
}

/** Deletes what the stage does not need, or says what that would be. */
export async function pruneStage({ stage, keep, dryRun }: PruneChoice): Promise<void> {
  await atStage(stage, async (versions) => {
    const options = { keep: keep ?? versions.versionsKept, now: new Date(), isDry: dryRun === true };
    // Asked before anything goes: whose credentials may not ask learns it while all is as it was.
    const { used, limit } = await versions.lambdas.codeStorage();
    console.log(
      `Lambda stores ${gb(used)} of code for this account in this region; ${gb(limit)} is the most.`,
    );
    const gone = await prune(versions, options);
    for (const one of gone) console.log(pruneLine(one));
    const bytes = gone.reduce((sum, one) => sum + (one.bytes ?? 0), 0);
    const verb = dryRun ? 'would be deleted' : 'deleted';
    console.log(
      gone.length === 0 ? 'nothing to delete' : `${gone.length} ${verb}, ${bytes} bytes of packages`,
    );
  });
}

const gb = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;

function pruneLine({ functionName, qualifier, codeHash, publishedAt }: Pruned): string {
  return `${functionName} ${qualifier} (code ${codeHash.slice(0, 16)}, published ${publishedAt?.toISOString() ?? 'nobody knows when'})`;
}

function readVersion(which: string): { readonly functionId: string; readonly version: string } {
  const [id, number, ...rest] = which.split('@');
  const [functionId, version] = [functionIdSchema.safeParse(id), versionSchema.safeParse(number)];
  if (functionId.success && version.success && rest.length === 0)
    return { functionId: functionId.data, version: version.data };
  throw new EngineError(
    `"${printable(which, 60)}" is no version of a function: write it like some-function@1.0.0.`,
  );
}
