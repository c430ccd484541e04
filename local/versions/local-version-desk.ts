import { RecallFolder } from '../recalls/recall-folder.ts';
import { qualifierOf } from '../registration/lambdas-of.ts';
import { readRegistered } from './registered-file.ts';
import type { VersionDesk } from './version-desk.ts';

/** The versions that an engine on this machine found at its last start: everybody has the one in its registry. */
export function openLocalVersionDesk(dataDir: string): VersionDesk {
  return {
    summaries: async () => {
      const [registered, recalled] = await Promise.all([
        readRegistered(dataDir),
        new RecallFolder(dataDir).versions(),
      ]);
      return registered
        .map((summary) => {
          const mine = recalled.filter(({ functionId }) => functionId === summary.functionId);
          return { ...summary, recalledVersions: mine.map(({ version }) => version) };
        })
        .toSorted((a, b) => (a.functionId < b.functionId ? -1 : 1));
    },
    retained: async ({ stable: { available, codeHash } }) =>
      available ? [{ codeHash, qualifier: qualifierOf(codeHash) }] : [],
  };
}
