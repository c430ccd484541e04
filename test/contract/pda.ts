import { randomUUID } from 'node:crypto';
import { arrange } from '../../core/execute/arrange.ts';
import type { BundleQuery } from '../../core/model/data-bundle.ts';
import type { EndpointData } from '../../core/model/endpoint-data.ts';
import type { Json } from '../../core/model/json.ts';
import type { DerivedBatch, Pda, WindowPage, WindowQuery } from '../../core/ports.ts';

export interface PdaUnderTest {
  readonly pda: Pda;
  readonly name: string;
  readonly now: Date;
  /** Saves an owner's records. @returns their ids */
  save(endpoint: string, values: readonly Json[]): Promise<readonly string[]>;
  /** What the owner finds there. */
  read(endpoint: string): Promise<readonly EndpointData[]>;
  close(): Promise<void>;
}

/** What PDAs of one kind promise; the suite holds each kind to its own. */
export interface PdaPromises {
  /** What a run gets after the cursor of an earlier one. */
  readonly afterACursor: 'what is new' | 'all of it';
  /** What a repeated read of a window holds that was saved after its end was known. */
  readonly savedAfterTheEnd: 'nothing' | 'all of it';
  /** What tells a function's own output. */
  readonly ownOutputBy: 'provenance' | 'place';
  readonly chain: 'told' | 'unknown';
  /** What makes a derived record the same as one that is there. */
  readonly sameBy: 'id' | 'content';
  /** What becomes of a batch of a run that a newer one has overtaken. */
  readonly olderFence: 'refused' | 'unknown';
  readonly order: 'as asked' | 'by creation';
}

/** What every PDA does for the engine, and how kinds of PDAs differ. */
export function describePda(kind: string, open: () => Promise<PdaUnderTest>, promises: PdaPromises): void {
  describe(`a PDA, ${kind}`, () => {
    let under: PdaUnderTest;
    let places = 0;
    let endpoint: string;
    let output: WindowQuery['output'];
    let outputEndpoint: string;

    beforeAll(async () => {
      under = await open();
    }, 60_000);
    beforeEach(() => {
      endpoint = `test/place-${++places}`;
      output = { namespace: 'coach', endpoint: `place-${places}`, allowSubpaths: true };
      outputEndpoint = `coach/place-${places}`;
    });
    afterAll(() => under.close());

    const save = (...values: readonly Json[]) =>
      under.save(
        endpoint,
        values.map((value) => ({ endpoint, value })),
      );
    const asking = (...endpoints: readonly string[]): BundleQuery => ({
      all: { endpoints: (endpoints.length > 0 ? endpoints : [endpoint]).map((one) => ({ endpoint: one })) },
    });
    const read = (change: Partial<WindowQuery> = {}) =>
      under.pda.readWindow({ pda: under.name, functionId: 'coach', output, bundle: asking(), ...change });
    const derived = (values: readonly Json[], change: Partial<DerivedBatch> = {}): DerivedBatch => ({
      ...{ pda: under.name, functionId: 'coach', executionId: randomUUID(), fence: places, chain: ['coach'] },
      records: values.map((value) => ({
        ...{ id: randomUUID(), endpoint: outputEndpoint, linkedRecords: [] },
        data: { endpoint, value },
      })),
      deadline: new Date(under.now.getTime() + 10_000),
      ...change,
    });
    const saidBy = ({ data }: EndpointData) => (data as { readonly value: Json }).value;
    const values = ({ rows }: WindowPage) => rows.map(({ item }) => saidBy(item)).toSorted();
    const written = async (place = outputEndpoint) => (await under.read(place)).map(saidBy).toSorted();

    it('gives all that a bundle asks for, each record under its id and with its place', async () => {
      const ids = await save('a', 'b');

      const { rows } = await read();

      expect(rows.map(({ item }) => item.recordId).toSorted()).toEqual(ids.toSorted());
      expect(rows.map(({ property, item, chain }) => [property, item.endpoint, chain])).toEqual(
        ids.map(() => ['all', endpoint, []]),
      );
    });

    it('gives the rows of one record together, under one cursor', async () => {
      await save('a', 'b', 'c');
      const property = { endpoints: [{ endpoint }] };

      const { rows } = await read({ bundle: { one: property, other: property } });

      const seen = rows.map(({ cursor, item }) => `${cursor} ${saidBy(item)}`);
      expect(new Set(seen).size).toBe(3);
      expect(seen.filter((row, index) => row !== seen[index - 1])).toHaveLength(3);
    });

    it('leaves limits to the engine, which bound a part and not the truth', async () => {
      await save('a', 'b', 'c');

      const page = await read({ bundle: { all: { endpoints: [{ endpoint }], limit: 1 } } });

      expect(values(page)).toEqual(['a', 'b', 'c']);
    });

    it('goes on after a record within a window', async () => {
      await save('a', 'b', 'c');
      const whole = await read();

      const rest = await read({ after: whole.rows[0]?.cursor, until: whole.asOf });

      expect(rest.rows.map(({ item }) => item)).toEqual(whole.rows.slice(1).map(({ item }) => item));
      expect(rest.rows.map(({ cursor }) => cursor)).toEqual(whole.rows.slice(1).map(({ cursor }) => cursor));
    });

    it('tells where a window ends in which there is nothing', async () => {
      const { asOf, rows } = await read();

      expect([typeof asOf, rows]).toEqual(['string', []]);
    });

    it(`gives ${promises.afterACursor} to a run that comes after another`, async () => {
      await save('old');
      const { asOf } = await read();
      await save('new');

      const page = await read({ after: asOf });

      expect(values(page)).toEqual(promises.afterACursor === 'what is new' ? ['new'] : ['new', 'old']);
    });

    it('gives a new run nothing less for a place where an earlier one broke off', async () => {
      await save('a', 'b', 'c');
      const { rows } = await read();
      const brokeOffAt = rows[1]?.cursor;
      const pinned = await read({ after: brokeOffAt });

      const again = await read({ after: brokeOffAt, until: pinned.asOf });

      const left = promises.afterACursor === 'what is new' ? 1 : 3;
      expect([pinned.rows.length, again.rows.length]).toEqual([left, left]);
    });

    it(`reads a window again with ${promises.savedAfterTheEnd} that was saved after its end was known`, async () => {
      await save('before');
      const { asOf } = await read();
      await save('after');

      const page = await read({ until: asOf });

      const isPinned = promises.savedAfterTheEnd === 'nothing';
      expect(values(page)).toEqual(isPinned ? ['before'] : ['after', 'before']);
    });

    it(`leaves out what the function derived, known by its ${promises.ownOutputBy}`, async () => {
      await save('owned');
      await under.pda.writeDerived(derived(['mine']));
      await under.pda.writeDerived(derived(['of another'], { functionId: 'rival', chain: ['rival'] }));

      const page = await read({ bundle: asking(endpoint, outputEndpoint) });

      const byProvenance = promises.ownOutputBy === 'provenance';
      expect(values(page)).toEqual(byProvenance ? ['of another', 'owned'] : ['owned']);
    });

    it(`shows what others derived, their chain ${promises.chain}`, async () => {
      await under.pda.writeDerived(
        derived(['of another'], { functionId: 'rival', chain: ['first', 'rival'] }),
      );

      const { rows } = await read({
        bundle: asking(outputEndpoint),
        output: { ...output, endpoint: 'elsewhere' },
      });

      const chain = promises.chain === 'told' ? ['first', 'rival'] : [];
      expect(rows.map((row) => [saidBy(row.item), row.chain])).toEqual([['of another', chain]]);
    });

    it('writes a batch once, however often it is sent', async () => {
      const batch = derived(['a', 'b']);

      await under.pda.writeDerived(batch);
      await under.pda.writeDerived(batch);

      expect(await written()).toEqual(['a', 'b']);
    });

    it('writes what is new of a batch, where some of it is there', async () => {
      const batch = derived(['a', 'b', 'c']);
      await under.pda.writeDerived({ ...batch, records: batch.records.slice(1, 2) });

      await under.pda.writeDerived(batch);

      expect(await written()).toEqual(['a', 'b', 'c']);
    });

    it('writes to places below, and lists for what they are', async () => {
      const below = `${outputEndpoint}/weekly`;
      const [first, second] = derived([['x', 'y'], 'b']).records;
      const records = [first, { ...second, endpoint: below }] as DerivedBatch['records'];

      await under.pda.writeDerived(derived([], { records }));

      expect([await written(), await written(below)]).toEqual([[['x', 'y']], ['b']]);
    });

    it(`takes a derived record for one that is there by its ${promises.sameBy}`, async () => {
      await under.pda.writeDerived(derived(['same']));

      await under.pda.writeDerived(derived(['same']));

      expect(await written()).toEqual(promises.sameBy === 'id' ? ['same', 'same'] : ['same']);
    });

    it(`knows ${promises.sameBy === 'id' ? 'a' : 'no'} derived record by the id that the engine gave it`, async () => {
      const batch = derived(['a']);
      await under.pda.writeDerived(batch);

      const known = await Promise.all(
        [batch.records[0]?.id ?? '', randomUUID()].map((id) => under.pda.hasRecord(under.name, id)),
      );

      expect(known).toEqual([promises.sameBy === 'id', false]);
    });

    it(`writes for a run that a newer one has overtaken, the older fence being ${promises.olderFence}`, async () => {
      const place = { functionId: `f${places}` };
      await under.pda.writeDerived(derived(['newer'], { ...place, fence: 2 }));

      const older = under.pda
        .writeDerived(derived(['older'], { ...place, fence: 1 }))
        .catch(({ code }) => code);

      const isRefused = promises.olderFence === 'refused';
      expect(await older).toBe(isRefused ? 'PDA_FENCED' : undefined);
      expect(await written()).toEqual(isRefused ? ['newer'] : ['newer', 'older']);
    });

    it.each([
      ['ascending', [1, 2, 3]],
      ['descending', [3, 2, 1]],
    ])(`gives what it takes to sort records ${promises.order}: %s`, async (ordering, sorted) => {
      await save(2, 3, 1);
      const bundle = { all: { endpoints: [{ endpoint }], orderBy: 'value', ordering } };

      const { rows } = await read({ bundle });

      const arranged = arrange(rows, bundle).all?.map(saidBy);
      expect(arranged).toEqual(promises.order === 'as asked' ? sorted : [2, 3, 1]);
    });
  });
}
