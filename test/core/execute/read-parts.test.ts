import { readParts } from '../../../core/execute/read-parts.ts';
import type { Attempt } from '../../../core/model/function-status.ts';
import type { WindowPage, WindowQuery, WindowRow } from '../../../core/ports.ts';
import { anAttempt, anEntry, aRow, FUNCTION, PDA } from '../../support/builders.ts';

const BUNDLE = { drinks: { endpoints: [{ endpoint: 'kitchen/drinks' }] } };

/** A PDA that answers with the given pages, and remembers what it was asked. */
class PagedPda {
  readonly asked: WindowQuery[] = [];
  readonly #pages: readonly (readonly WindowRow[])[];

  constructor(...pages: readonly (readonly WindowRow[])[]) {
    this.#pages = pages;
  }

  async readWindow(query: WindowQuery): Promise<WindowPage> {
    const index = this.#pages.findIndex(
      (page) => page[0]?.cursor === undefined || isBehind(page, query.after),
    );
    const rows = this.#pages[index] ?? [];
    this.asked.push(query);
    const isLast = index === this.#pages.length - 1;
    return { asOf: '100', rows, ...(isLast ? {} : { next: rows.at(-1)?.cursor }) };
  }

  async writeDerived(): Promise<void> {}

  async hasRecord(): Promise<boolean> {
    return false;
  }
}

const isBehind = (page: readonly WindowRow[], after = '0') => Number(page[0]?.cursor) > Number(after);
const rows = (...positions: number[]) => positions.map((position) => aRow(position));

async function read(pda: PagedPda, change: Partial<Attempt> = {}, maxRecords = Number.POSITIVE_INFINITY) {
  const { until, parts } = await readParts(pda, {
    pda: PDA,
    functionId: FUNCTION,
    bundle: BUNDLE,
    attempt: anAttempt(change),
    scope: anEntry().scope,
    limits: { maxBytes: 1_000_000, maxRecords, bundle: BUNDLE },
    beforePage: async () => undefined,
  });
  const read: { cursors: string[]; last: boolean }[] = [];
  for await (const { part, last } of parts)
    read.push({ cursors: part.rows.map(({ cursor }) => cursor), last });
  return { until, parts: read };
}

describe('readParts', () => {
  it('reads page after page until the window is exhausted', async () => {
    const pda = new PagedPda(rows(1, 2), rows(3, 4), rows(5));

    const { parts } = await read(pda);

    expect(parts).toEqual([{ cursors: ['1', '2', '3', '4', '5'], last: true }]);
  });

  it('stays in the window that the first page named', async () => {
    const pda = new PagedPda(rows(1, 2), rows(3, 4));

    const { until } = await read(pda, { from: '0' });

    expect(until).toBe('100');
    expect(pda.asked).toMatchObject([
      { after: '0', until: undefined },
      { after: '2', until: '100' },
    ]);
  });

  it('reads exactly the pinned window of an attempt that goes on', async () => {
    const pda = new PagedPda(rows(3, 4), rows(5));

    const { until } = await read(pda, { from: '2', until: '5' });

    expect(until).toBe('5');
    expect(pda.asked).toMatchObject([
      { after: '2', until: '5' },
      { after: '4', until: '5' },
    ]);
  });

  it('cuts the window by its limits, and tells which part is the last', async () => {
    const { parts } = await read(new PagedPda(rows(1, 2, 3), rows(4, 5)), {}, 2);

    expect(parts).toEqual([
      { cursors: ['1', '2'], last: false },
      { cursors: ['3', '4'], last: false },
      { cursors: ['5'], last: true },
    ]);
  });

  it('ends the pinned part where it ended the first time, though more would fit now', async () => {
    const { parts } = await read(new PagedPda(rows(1, 2, 3, 4)), { until: '4', partUntil: '2' });

    expect(parts).toEqual([
      { cursors: ['1', '2'], last: false },
      { cursors: ['3', '4'], last: true },
    ]);
  });

  it('keeps the rows of one record together', async () => {
    const both = [aRow(1), aRow(1, { property: 'drinks' }), aRow(2)];

    const { parts } = await read(new PagedPda(both), {}, 1);

    expect(parts.map(({ cursors }) => cursors)).toEqual([['1', '1'], ['2']]);
  });

  it('has no part for a window without records', async () => {
    const { until, parts } = await read(new PagedPda([]));

    expect({ until, parts }).toEqual({ until: '100', parts: [] });
  });

  it('drops records that nobody agreed to, wherever they come from', async () => {
    const foreign = aRow(2, { item: { endpoint: 'bank/accounts', data: 1 } });

    const { parts } = await read(new PagedPda([aRow(1), foreign, aRow(3)]));

    expect(parts).toEqual([{ cursors: ['1', '3'], last: true }]);
  });

  it('refuses a PDA that answers with the same page for ever', async () => {
    const stuck = new PagedPda();
    stuck.readWindow = async () => ({ asOf: '100', rows: rows(1), next: '1' });

    const reading = read(stuck);

    await expect(reading).rejects.toMatchObject({ code: 'PDA_REFUSED' });
  });

  it('refuses a PDA whose pages go round in a circle', async () => {
    const circling = new PagedPda();
    circling.readWindow = async ({ after }) => ({
      asOf: '100',
      rows: rows(1),
      next: after === '1' ? '2' : '1',
    });

    const reading = read(circling);

    await expect(reading).rejects.toMatchObject({ code: 'PDA_REFUSED' });
  });

  it('refuses a PDA that has nothing to show and yet a next page', async () => {
    const teasing = new PagedPda();
    teasing.readWindow = async ({ after = '0' }) => ({ asOf: '100', rows: [], next: `${after}1` });

    const reading = read(teasing);

    await expect(reading).rejects.toMatchObject({ code: 'PDA_REFUSED' });
  });

  it('stays in the new window where the PDA cannot find the one it was pinned to', async () => {
    const pda = new PagedPda(rows(1, 2), rows(3, 4));
    const asked = pda.readWindow.bind(pda);
    pda.readWindow = async (query) => {
      return { ...(await asked(query)), ...(query.until === 'p1-3-end' ? { anew: true } : {}) };
    };

    const { until } = await read(pda, { until: 'p1-3-end' });

    expect(until).toBe('100');
    expect(pda.asked).toMatchObject([{ until: 'p1-3-end' }, { after: '2', until: '100' }]);
  });

  it('asks for no page before the parts of the one before are taken', async () => {
    const pda = new PagedPda(rows(1, 2, 3), rows(4));
    const limits = { maxBytes: 1_000_000, maxRecords: 1, bundle: BUNDLE };
    const reading = { pda: PDA, functionId: FUNCTION, bundle: BUNDLE, attempt: anAttempt() };
    const beforePage = async () => undefined;

    const { parts } = await readParts(pda, { ...reading, scope: anEntry().scope, limits, beforePage });
    await parts[Symbol.asyncIterator]().next();

    expect(pda.asked).toHaveLength(1);
  });
});
