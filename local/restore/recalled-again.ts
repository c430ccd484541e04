import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { DynamoReleaseStore } from '../../adapters/dynamodb/release-store.ts';
import { EngineError } from '../../core/errors.ts';
import { recall } from '../../core/manage/recall.ts';
import type { FunctionReleases } from '../../core/model/function-releases.ts';
import type { FunctionVersion } from '../recalls/recall-folder.ts';

/** The releases with those of the versions recalled that are of the same function. */
export function recalledAgain(
  releases: FunctionReleases,
  versions: readonly FunctionVersion[],
): FunctionReleases {
  const own = versions.filter(({ functionId }) => functionId === releases.functionId);
  return own.map(({ version }) => version).reduce(recall, releases);
}

/**
 * Looks, before anything is put back, whether each of the versions will be recalled.
 * @throws EngineError for a version that the copy does not know, or whose function the table still has
 */
export async function checkRecalls(
  client: DynamoDBDocumentClient,
  tables: { readonly from: string; readonly to: string },
  versions: readonly FunctionVersion[],
): Promise<void> {
  const [copy, present] = [tables.from, tables.to].map(
    (table) => new DynamoReleaseStore(client, table, () => undefined),
  );
  for (const { functionId, version } of versions) {
    const there = await present?.find(functionId);
    const which = `${functionId}@${version}`;
    if (there && !there.recalledVersions.includes(version))
      throw new EngineError(
        `Nothing was put back: ${functionId} is still there and stays as it is. Recall it with npx she recall ${functionId} --version ${version}, and leave --recall ${which} out.`,
      );
    const lost = await copy?.find(functionId);
    if (there || (lost && knows(lost, version))) continue;
    throw new EngineError(
      `Nothing was put back: the copy has no ${which}${lost ? `, but ${lost.stable.version}` : ''}: correct --recall.`,
    );
  }
}

function knows({ stable, candidate, recalledVersions }: FunctionReleases, version: string): boolean {
  return [stable.version, candidate?.entry.version, ...recalledVersions].includes(version);
}
