import type { Dialect } from './exchange.ts';
import { readPlainWindow } from './plain-read.ts';
import { writePlain } from './plain-write.ts';

/** A PDA that speaks HAT v2.6 and nothing else: no creation order, ids, provenance or fences. See docs/pda.md. */
export const plain: Dialect = {
  readWindow: readPlainWindow,
  writeDerived: writePlain,
  // It gives records ids of its own: nobody can tell.
  hasRecord: async () => false,
};
