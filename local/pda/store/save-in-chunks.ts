import { type Draft, type SaveContext, saveOwnerData } from './save-owner-data.ts';

const CHUNK = 2000;

/** Saves many records in a few transactions, duplicates left out; returns how many are new. */
export async function saveInChunks(
  context: SaveContext & { readonly saved: () => void },
  { pda, drafts }: { readonly pda: string; readonly drafts: readonly Draft[] },
): Promise<number> {
  let count = 0;
  for (let start = 0; start < drafts.length; start += CHUNK) {
    const chunk = drafts.slice(start, start + CHUNK);
    count += (await saveOwnerData(context, { pda, drafts: chunk, skipDuplicates: true })).length;
    context.saved();
  }
  return count;
}
