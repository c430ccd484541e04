import { ExecutionFailure } from '../../core/errors.ts';
import type { Json } from '../../core/model/json.ts';
import type { DerivedBatch, Pda, WindowPage, WindowQuery, WindowRow } from '../../core/ports.ts';

interface Stored {
  readonly pda: string;
  readonly recordId: string;
  readonly endpoint: string;
  readonly data: Json;
  readonly chain: readonly string[];
}

/** Records a page holds at most; small, so that few records already make several. */
const PAGE = 5;

/** PDAs in memory. Knows endpoints, windows, ids and fences, but neither filters nor mappings nor links. */
export class MemoryPda implements Pda {
  readonly #records: Stored[] = [];
  readonly #fences = new Map<string, number>();

  /** Saves an owner's record. */
  save(
    pda: string,
    record: { readonly recordId: string; readonly endpoint: string; readonly data: Json },
  ): void {
    this.#records.push({ pda, ...record, chain: [] });
  }

  recordsOf(pda: string, endpoint: string): readonly Stored[] {
    return this.#records.filter((record) => record.pda === pda && record.endpoint === endpoint);
  }

  async readWindow({ pda, functionId, bundle, after = '0', until }: WindowQuery): Promise<WindowPage> {
    const asOf = until ?? String(this.#records.length);
    const matching = this.#records.flatMap((record, index): readonly (readonly WindowRow[])[] => {
      const isInWindow = index + 1 > Number(after) && index + 1 <= Number(asOf);
      if (!isInWindow || record.pda !== pda || record.chain.at(-1) === functionId) return [];
      const properties = Object.entries(bundle).filter(([, query]) =>
        query.endpoints.some(({ endpoint }) => endpoint === record.endpoint),
      );
      const { recordId, endpoint, data, chain } = record;
      const cursor = String(index + 1);
      const rows = properties.map(([property]) => ({
        cursor,
        property,
        item: { endpoint, recordId, data },
        chain,
      }));
      return rows.length > 0 ? [rows] : [];
    });
    const page = matching.slice(0, PAGE);
    const last = page.at(-1)?.[0];
    return { asOf, rows: page.flat(), ...(matching.length > PAGE && last ? { next: last.cursor } : {}) };
  }

  async writeDerived(batch: DerivedBatch): Promise<void> {
    const key = `${batch.pda}/${batch.functionId}`;
    if (batch.fence < (this.#fences.get(key) ?? 0)) throw new ExecutionFailure('PDA_FENCED');
    this.#fences.set(key, batch.fence);
    for (const { id, endpoint, data } of batch.records) {
      if (await this.hasRecord(batch.pda, id)) continue;
      this.#records.push({ pda: batch.pda, recordId: id, endpoint, data, chain: batch.chain });
    }
  }

  async hasRecord(pda: string, recordId: string): Promise<boolean> {
    return this.#records.some((record) => record.pda === pda && record.recordId === recordId);
  }
}
