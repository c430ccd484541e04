import type { BundleQuery } from '../../../core/model/data-bundle.ts';
import type { Database } from '../store/sql.ts';
import { bundleBranches } from './branch.ts';
import { type ItemPages, type Page, pageAt, pagesOf, type Result } from './item-pages.ts';
import { findResult } from './open-property.ts';
import { readSnapshot } from './reader.ts';

/** Stored bytes of first pages that are read ahead; a bundle may have hundreds of properties. */
const AHEAD_BYTES = 4 * 1024 * 1024;

interface Opened {
  readonly result: Result;
  readonly first?: Page | undefined;
}

/**
 * Finds the records of every property of a bundle, all in the same state of the PDA; what is true of `openProperty`
 * is true of each. First pages are read ahead as long as they are small.
 * @returns the properties in the bundle's order
 * @throws EvaluationError also when there are too many of them
 */
export async function openBundle(
  database: Database,
  pda: string,
  bundle: BundleQuery,
): Promise<readonly (readonly [property: string, pages: ItemPages])[]> {
  bundleBranches(bundle);
  const opened = await readSnapshot(database, 'the bundle', async (reader) => {
    const properties: Opened[] = [];
    let ahead = 0;
    for (const [property, query] of Object.entries(bundle)) {
      const result = await findResult(reader, { pda, property, query });
      const first = ahead < AHEAD_BYTES ? await pageAt(reader, result, 0) : undefined;
      ahead += first?.bytes ?? 0;
      properties.push({ result, first });
    }
    return properties;
  });
  return opened.map(({ result, first }) => [result.property, pagesOf(database, result, first)]);
}
