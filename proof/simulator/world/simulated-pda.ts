import { ExecutionFailure } from '../../../core/errors.ts';
import type { DataEvent } from '../../../core/model/data-event.ts';
import type { DerivedBatch, WindowPage, WindowQuery, WindowRow } from '../../../core/ports.ts';

export interface StoredRecord {
  readonly id: string;
  readonly endpoint: string;
  /** In creation order over this PDA, from 1; the cursor. */
  readonly position: number;
  readonly data: { readonly [key: string]: string };
  readonly chain: readonly string[];
  /** Of derived records. */
  readonly executionId?: string | undefined;
}

/** Records a page holds at most; small, so that few records already make several. */
const PAGE = 3;

/**
 * One person's PDA: windows, ids, fences and provenance as the contract has them. It tells of new data until it is
 * confirmed that the engine knows.
 */
export class SimulatedPda {
  readonly name: string;
  readonly #records: StoredRecord[] = [];
  readonly #ids = new Set<string>();
  readonly #fences = new Map<string, number>();
  readonly #unconfirmed = new Map<string, DataEvent>();

  constructor(name: string) {
    this.name = name;
  }

  get records(): readonly StoredRecord[] {
    return this.#records;
  }

  /** What the function that writes to `endpoint` made of one record. */
  derivedFrom(recordId: string, endpoint: string): readonly StoredRecord[] {
    return this.#records.filter((record) => record.endpoint === endpoint && record.data.source === recordId);
  }

  get unconfirmed(): readonly DataEvent[] {
    return [...this.#unconfirmed.values()];
  }

  confirm(eventId: string): void {
    this.#unconfirmed.delete(eventId);
  }

  /** Saves records in one transaction. @returns the event that tells of them */
  save(now: Date, records: readonly Omit<StoredRecord, 'position'>[]): DataEvent | undefined {
    const fresh = records.filter(({ id }) => !this.#ids.has(id));
    for (const record of fresh) {
      this.#ids.add(record.id);
      this.#records.push({ ...record, position: this.#records.length + 1 });
    }
    const [first] = fresh;
    if (!first) return undefined;
    const event: DataEvent = {
      eventId: `event-${first.id}`,
      pda: this.name,
      endpoints: [...new Set(fresh.map(({ endpoint }) => endpoint))],
      records: fresh.length,
      occurredAt: now.toISOString(),
      chain: [...first.chain],
    };
    this.#unconfirmed.set(event.eventId, event);
    return event;
  }

  readWindow({ functionId, bundle, after = '0', until }: WindowQuery): WindowPage {
    const asOf = until ?? String(this.#records.length);
    const matching = this.#records.filter(
      ({ position, chain, endpoint }) =>
        position > Number(after) &&
        position <= Number(asOf) &&
        chain.at(-1) !== functionId &&
        Object.values(bundle).some((query) => query.endpoints.some((one) => one.endpoint === endpoint)),
    );
    const page = matching.slice(0, PAGE);
    const next = matching.length > PAGE ? { next: String(page.at(-1)?.position) } : {};
    return { asOf, rows: page.flatMap((record) => rowsOf(record, bundle)), ...next };
  }

  /** @throws ExecutionFailure PDA_FENCED */
  writeDerived(now: Date, batch: DerivedBatch): DataEvent | undefined {
    if (batch.fence < (this.#fences.get(batch.functionId) ?? 0)) throw new ExecutionFailure('PDA_FENCED');
    this.#fences.set(batch.functionId, batch.fence);
    const { chain, executionId } = batch;
    return this.save(
      now,
      batch.records.map(({ id, endpoint, data }) => {
        return { id, endpoint, data: data as StoredRecord['data'], chain, executionId };
      }),
    );
  }

  hasRecord(id: string): boolean {
    return this.#ids.has(id);
  }
}

function rowsOf(record: StoredRecord, bundle: WindowQuery['bundle']): readonly WindowRow[] {
  const { id, endpoint, data, chain } = record;
  const wanted = Object.entries(bundle).filter(([, query]) =>
    query.endpoints.some((one) => one.endpoint === endpoint),
  );
  const item = { endpoint, recordId: id, data };
  return wanted.map(([property]) => ({ cursor: String(record.position), property, item, chain }));
}
