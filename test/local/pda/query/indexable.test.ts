import fc from 'fast-check';
import type { Filter } from '../../../../core/model/data-bundle.ts';
import type { Json } from '../../../../core/model/json.ts';
import { indexableContents } from '../../../../local/pda/query/indexable.ts';
import { saveOwnerData } from '../../../../local/pda/store/save-owner-data.ts';
import { describeOnDatabases, type TestDatabase } from '../../../support/pda-database.ts';
import { readBundle } from './read-all.ts';

const scalar = fc.constantFrom<Json>('x', 'y', 0, 1, null, true, '');
const { value } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', '0', ''), tie('value'), { maxKeys: 3 }),
  ),
}));
const path = fc
  .array(fc.constantFrom('a', 'b', '0', '-1', ''), { minLength: 1, maxLength: 3 })
  .map((keys) => keys.join('.'));
const operator = fc.oneof(
  fc.record({ operator: fc.constant('contains' as const), value }),
  fc.record({ operator: fc.constant('in' as const), value }),
);

const PLAIN = { contains: '@>', in: '<@' };

describeOnDatabases('a filter that an index serves', (open) => {
  let store: TestDatabase;
  let people = 0;

  beforeAll(async () => {
    store = await open();
  }, 60_000);
  afterAll(() => store.close());

  it('finds what the plain comparison finds', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(value, { minLength: 1, maxLength: 20 }),
        fc.array(fc.record({ field: path, operator }), { minLength: 1, maxLength: 20 }),
        async (values, filters) => {
          const pda = await store.addPda(`person-${++people}.localhost`);
          const drafts = values.map((data) => ({ endpoint: 'a/b', data }));
          await saveOwnerData(store, { pda, drafts, skipDuplicates: true });
          for (const filter of filters) {
            const sql = `select id from record where pda = $1 and data #> $2::text[] ${PLAIN[filter.operator.operator]} $3::jsonb`;
            const compared = [pda, filter.field.split('.'), JSON.stringify(filter.operator.value)] as const;
            const plain = await store.database.query<{ id: string }>(`${sql} order by seq`, compared);

            const { all } = await readBundle(store.database, pda, {
              all: { endpoints: [{ endpoint: 'a/b', filters: [filter] }] },
            });

            expect(all?.map(({ recordId }) => recordId)).toEqual(plain.map(({ id }) => id));
          }
        },
      ),
      { numRuns: 40 },
    );
  }, 120_000);
});

describe('what an index can be asked', () => {
  it.each<[string, Filter['operator'], readonly Json[]]>([
    ['a.b', { operator: 'contains', value: 1 }, [{ a: { b: 1 } }, { a: { b: [1] } }]],
    ['a', { operator: 'contains', value: ['x'] }, [{ a: ['x'] }]],
    ['a', { operator: 'in', value: 'x' }, [{ a: 'x' }]],
    ['a', { operator: 'in', value: ['x'] }, []],
    ['a', { operator: 'contains', value: [[], {}] }, []],
    ['a.0', { operator: 'contains', value: 1 }, []],
    ['a', { operator: 'between', lower: 1, upper: 1 }, []],
  ])('%s with %j', (field, operator, expected) => {
    const contents = indexableContents({ field, operator });

    expect(contents).toEqual(expected);
  });
});
