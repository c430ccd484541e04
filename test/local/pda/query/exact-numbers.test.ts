import * as fc from 'fast-check';
import { parseJson } from '../../../../adapters/pda/parse-json.ts';
import type { EndpointData } from '../../../../core/model/endpoint-data.ts';
import { jsonText } from '../../../../core/model/exact-number.ts';
import type { Json } from '../../../../core/model/json.ts';
import { openBundle } from '../../../../local/pda/query/open-bundle.ts';
import { readWindow } from '../../../../local/pda/query/read-window.ts';
import { saveOwnerData } from '../../../../local/pda/store/save-owner-data.ts';
import { updateRecords } from '../../../../local/pda/store/update-records.ts';
import { asStored, numberText } from '../../../support/number-texts.ts';
import { describeOnDatabases, type TestDatabase } from '../../../support/pda-database.ts';

const json = (text: string) => parseJson(text) as Json;

describeOnDatabases('numbers of any length', (open) => {
  let context: TestDatabase;
  let people = 0;
  beforeAll(async () => {
    context = await open();
  }, 60_000);
  afterAll(() => context.close());
  const newPda = () => context.addPda(`p${++people}.localhost`);

  const save = (pda: string, ...data: readonly Json[]) => {
    const [first, ...others] = data.map((one) => ({ endpoint: 'plug/tweets', data: one }));
    const drafts = first ? [{ ...first, links: others }] : [];
    return saveOwnerData(context, { pda, drafts, skipDuplicates: false });
  };
  const tweets = async (pda: string, query: object, more: object = {}) => {
    const endpoints = [{ endpoint: 'plug/tweets', ...query }];
    const bundle = await openBundle(context.database, pda, { tweets: { endpoints, ...more } });
    const items: EndpointData[] = [];
    for (const [, pages] of bundle) for await (const page of pages) items.push(...page);
    return items;
  };

  it('come back as they are stored: alone, mapped, linked, found, in windows and after updates', async () => {
    await fc.assert(
      fc.asyncProperty(numberText, numberText, async (id, other) => {
        const pda = await newPda();
        const [saved] = await save(pda, json(`{"id":${id}}`), json(`{"linked":[${other}]}`));

        const field = (value: string) => [
          { field: 'id', operator: { operator: 'contains', value: json(value) } },
        ];
        const found = await tweets(pda, { filters: field(id), links: [{ endpoint: 'plug/tweets' }] });
        const mapped = await tweets(pda, { filters: field(id), mapping: { 'x.y': 'id' } });
        const bundle = {
          tweets: { endpoints: [{ endpoint: 'plug/tweets', filters: field(id) }], orderBy: 'id' },
        };
        const read = { pda, functionId: 'f', bundle: bundle as never, after: 0, limit: 10 };
        const window = await readWindow(context.database, read);
        const change = {
          recordId: saved?.recordId as string,
          endpoint: 'plug/tweets',
          data: json(`[${other}]`),
        };
        const updated = await updateRecords(context, { pda, changes: [change] });

        expect(jsonText(saved?.data)).toBe(`{"id":${id}}`);
        expect(jsonText(found.map(({ data }) => data))).toBe(`[{"id":${asStored(id)}}]`);
        expect(jsonText(found[0]?.links?.[0]?.data)).toBe(`{"linked":[${asStored(other)}]}`);
        expect(jsonText(mapped.map(({ data }) => data))).toBe(`[{"x":{"y":${asStored(id)}}}]`);
        expect(jsonText(window.rows[0]?.orderKey)).toBe(asStored(id));
        expect(jsonText(window.rows[0]?.item.data)).toBe(`{"id":${asStored(id)}}`);
        expect(jsonText(updated[0]?.data)).toBe(`[${asStored(other)}]`);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('are told apart, and sorted, by their last digit', async () => {
    const pda = await newPda();
    await save(pda, json('{"id":9007199254740993}'), json('{"id":9007199254740992}'));
    const between = (lower: string, upper: string) => [
      { field: 'id', operator: { operator: 'between', lower: json(lower), upper: json(upper) } },
    ];

    const sorted = await tweets(pda, {}, { orderBy: 'id' });
    const upper = await tweets(pda, { filters: between('9007199254740992.5', '1e400') });

    expect(jsonText(sorted.map(({ data }) => data))).toBe(
      '[{"id":9007199254740992},{"id":9007199254740993}]',
    );
    expect(jsonText(upper.map(({ data }) => data))).toBe('[{"id":9007199254740993}]');
  });
});
