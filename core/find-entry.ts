import { UnreadableItem } from './errors.ts';
import type { CatalogueEntry } from './model/catalogue-entry.ts';
import type { FunctionCatalogue } from './ports.ts';

/** An entry that cannot be read is like none: the work is kept until it is put right. The catalogue tells the log. */
export async function findEntry(
  catalogue: FunctionCatalogue,
  { functionId, pda }: { readonly functionId: string; readonly pda: string },
): Promise<CatalogueEntry | undefined> {
  try {
    return await catalogue.find(functionId, pda);
  } catch (error) {
    if (error instanceof UnreadableItem) return undefined;
    throw error;
  }
}
