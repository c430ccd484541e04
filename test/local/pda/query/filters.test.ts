import type { Filter } from '../../../../core/model/data-bundle.ts';
import type { Json } from '../../../../core/model/json.ts';
import { EvaluationError } from '../../../../local/pda/query/evaluation-error.ts';
import { saveOwnerData } from '../../../../local/pda/store/save-owner-data.ts';
import { describeOnDatabases, type TestDatabase } from '../../../support/pda-database.ts';
import { readBundle } from './read-all.ts';
import { RIDES } from './rides.ts';

const contains = (field: string, value: Json): Filter => ({
  field,
  operator: { operator: 'contains', value },
});
const within = (field: string, value: Json): Filter => ({ field, operator: { operator: 'in', value } });
const between = (field: string, lower: Json, upper: Json): Filter => ({
  field,
  operator: { operator: 'between', lower, upper },
});
const find = (field: string, search: string): Filter => ({
  field,
  transformation: { transformation: 'searchable' },
  operator: { operator: 'find', search },
});
const part = (
  transformation: 'datetimeExtract' | 'timestampExtract',
  part: string,
  filter: Filter,
): Filter => ({
  ...filter,
  transformation: { transformation, part },
});

describeOnDatabases('filters', (open) => {
  let store: TestDatabase;
  let pda: string;

  beforeAll(async () => {
    store = await open();
    pda = await store.addPda('alice.localhost');
    await saveOwnerData(store, { pda, drafts: RIDES, skipDuplicates: false });
  }, 60_000);
  afterAll(() => store.close());

  async function matches(...filters: Filter[]): Promise<string> {
    const endpoints = ['plug/rides', 'plug/walks'].map((endpoint) => ({
      endpoint,
      filters,
      mapping: { n: 'name' },
    }));
    const { all } = await readBundle(store.database, pda, { all: { endpoints } });
    return (all ?? []).map(({ data }) => (data as { n: string }).n).join('');
  }

  it.each<[string, Filter[]]>([
    ['ae', [contains('kind', 'bike')]],
    ['a', [contains('tags', 'wet')]],
    ['a', [contains('tags', ['wet', 'am'])]],
    ['abd', [contains('tags', [])]],
    ['a', [contains('rider', { age: 31 })]],
    ['abc', [contains('rider', {})]],
    ['', [contains('rider.name', 'Asha')]],
    ['a', [contains('tags.0', 'am')]],
    ['', [contains('tags[0]', 'am')]],
    ['a', [contains('km', 4.5)]],
    ['abe', [within('kind', ['bike', 'bus'])]],
    ['a', [within('kind', 'bike')]],
    ['c', [within('kind', [null])]],
    ['ac', [within('rider.age', [31, 19])]],
    ['', [within('km', [])]],
    ['ab', [between('km', 0, 12)]],
    ['', [between('km', 12, 0)]],
    ['c', [between('km', '0', '9')]],
    ['ab', [between('at', '2024-05-01T00:00:00.000Z', '2024-05-02T23:59:59.999Z')]],
    ['', [between('at', '2024-05-01T00:00:00.000Z', null)]],
    ['a', [part('datetimeExtract', 'hour', between('at', 7, 9))]],
    ['c', [part('datetimeExtract', 'dow', within('at', [5]))]],
    ['c', [part('datetimeExtract', 'hour', contains('at', 0))]],
    ['a', [part('timestampExtract', 'hour', between('ts', 7, 9))]],
    ['a', [find('note', 'cycling')]],
    ['a', [find('note', 'leeds office')]],
    ['', [find('note', 'leeds bus')]],
    ['', [find('note', 'the')]],
    ['a', [find('rider', 'asha')]],
    ['b', [within('kind', ['bike', 'bus']), between('km', 5, 20)]],
    ['abcde', []],
    ['abcde', [{ ...find('note', 'cycling'), transformation: undefined }]],
    ['abcde', [{ ...contains('kind', 'bike'), transformation: { transformation: 'searchable' } }]],
    ['ae', [{ ...contains('kind', 'bike'), transformation: { transformation: 'identity' } }]],
  ])('finds "%s" with %j', async (expected, filters) => {
    const found = await matches(...filters);

    expect(found).toBe(expected);
  });

  it.each<[string, Filter]>([
    ['kind', part('datetimeExtract', 'hour', between('kind', 7, 9))],
    ['km', part('timestampExtract', 'hour', between('km', 7, 9))],
    ['at', part('datetimeExtract', 'teatime', between('at', 7, 9))],
  ])('names property and field when %s cannot be read', async (field, filter) => {
    const answer = matches(filter);

    await expect(answer).rejects.toThrow(EvaluationError);
    await expect(answer).rejects.toThrow(`property "all", field "${field}"`);
  });

  it('judges a costly condition only on records that the cheap ones leave', async () => {
    const onlyDates = [contains('name', 'a'), part('datetimeExtract', 'hour', contains('at', 7))];

    const found = await matches(...onlyDates.reverse());

    expect(found).toBe('a');
  });
});
