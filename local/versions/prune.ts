import { inTurns } from '../../core/in-turns.ts';
import { prunable } from '../../core/manage/prunable.ts';
import { functionNames } from '../../core/manage/register.ts';
import type { FunctionReleases } from '../../core/model/function-releases.ts';
import type { RetainedVersion } from '../../core/model/retained-version.ts';
import type { StageVersions } from './stage-versions.ts';

/** A version of a Lambda that goes. */
export interface Pruned extends RetainedVersion {
  readonly functionName: string;
}

/** What pruning needs of Lambda. */
type PrunedLambdas = Pick<StageVersions['lambdas'], 'of' | 'remove'>;

export interface PruneOptions {
  /** Of each Lambda, as many of the newest stay. */
  readonly keep: number;
  readonly now: Date;
  /** Only say what would go. */
  readonly isDry: boolean;
}

const AT_A_TIME = 5;

/** Deletes what no PDA gets and no roll-back needs, of every Lambda of every function in the catalogue. */
export async function prune(
  {
    releases,
    lambdas,
    namePrefix,
  }: Pick<StageVersions, 'releases' | 'namePrefix'> & { lambdas: PrunedLambdas },
  { keep, now, isDry }: PruneOptions,
): Promise<readonly Pruned[]> {
  const all = await releases.all();
  const pruned = await inTurns(all, AT_A_TIME, async (one) => {
    const rules = { needed: neededBy(one), keep, now };
    const gone: Pruned[] = [];
    for (const functionName of Object.values(functionNames(namePrefix, one.functionId))) {
      for (const version of prunable(await lambdas.of(functionName), rules)) {
        if (!isDry) await lambdas.remove(functionName, version.qualifier);
        gone.push({ ...version, functionName });
      }
    }
    return gone;
  });
  return pruned.flat();
}

/** Also a candidate that was returned: it may be resumed. */
function neededBy({ stable, candidate }: FunctionReleases): ReadonlySet<string> {
  return new Set(candidate ? [stable.codeHash, candidate.entry.codeHash] : [stable.codeHash]);
}
