import { type Draft, saveOwnerData } from '../../../../local/pda/store/save-owner-data.ts';
import { newPdaForEachTest, openTestDatabase, type TestDatabase } from '../../../support/pda-database.ts';

describe('what is saved together is linked', () => {
  let store: TestDatabase;
  let pda: string;

  newPdaForEachTest(openTestDatabase, (...given) => {
    [store, pda] = given;
  });

  const save = (drafts: readonly Draft[], skipDuplicates = false) =>
    saveOwnerData(store, { pda, drafts, skipDuplicates });
  const ride = (sourceUniqueId: string | undefined, ...links: readonly string[]): Draft => ({
    endpoint: 'plug/rides',
    sourceUniqueId,
    data: 'ride',
    links: links.map((data) => ({ endpoint: 'plug/photos', sourceUniqueId: sourceUniqueId && data, data })),
  });
  /** What is linked with what, as often as there are groups. */
  const pairs = async () => {
    const rows = await store.database.query<{ pair: string }>(
      `select (a.data #>> '{}') || ' ' || (b.data #>> '{}') as pair
       from link_member one join link_member two on two.pda = one.pda and two.group_id = one.group_id
       join record a on a.pda = one.pda and a.id = one.record_id join record b on b.pda = one.pda and b.id = two.record_id
       where one.pda = $1 and a.seq < b.seq order by pair`,
      [pda],
    );
    return rows.map(({ pair }) => pair);
  };

  it('and what comes later with the same record is not linked with what came before', async () => {
    await save([ride('id', 'first')]);

    await save([ride('id', 'second')]);

    expect(await pairs()).toEqual(['ride first', 'ride second']);
  });

  it('once, however often it is sent', async () => {
    await save([ride('id', 'b', 'a')]);

    await save([ride('id', 'a', 'b', 'a')]);

    expect(await pairs()).toEqual(['b a', 'ride a', 'ride b']);
  });

  it('with a duplicate that is left out, too, and the reply tells of both', async () => {
    const [before] = await save([ride(undefined)]);

    const reply = await save([ride(undefined, 'new')], true);

    expect(await pairs()).toEqual(['ride new']);
    expect(reply).toMatchObject([{ recordId: before?.recordId, links: [{ data: 'new' }] }]);
  });

  it('but not with a duplicate at another endpoint, and the reply tells of the link alone', async () => {
    await save([{ ...ride(undefined), endpoint: 'other/rides' }]);

    const reply = await save([ride(undefined, 'new')], true);

    expect(await pairs()).toEqual([]);
    expect(reply).toMatchObject([{ endpoint: 'plug/photos', data: 'new', links: [] }]);
  });

  it('and a batch that is all there already changes nothing and has an empty reply', async () => {
    await save([ride(undefined, 'link')]);

    const reply = await save([ride(undefined, 'link')], true);

    expect(reply).toEqual([]);
    expect(await pairs()).toEqual(['ride link']);
  });
});
