import { ExecutionFailure } from '../../../core/errors.ts';
import type { BundleDates } from '../../../core/execute/dates.ts';
import { fillBundle } from '../../../core/execute/fill-bundle.ts';
import { freezeBundle } from '../../../core/manage/freeze-bundle.ts';
import { frozenBundleSchema } from '../../../core/model/frozen-bundle.ts';
import type { Json } from '../../../core/model/json.ts';
import { plusMonths } from '../../../core/model/period.ts';
import type { Invocation } from '../../../core/ports.ts';
import { anEntry, later, NOW } from '../../support/builders.ts';

type BundleCall = (dates: BundleDates, call: number) => Json;

const OTHER_DATES = { fromDate: '2024-05-01T07:15:00.000Z', untilDate: '2027-01-31T23:59:00.000Z' };

/** Drinks whose time lies between two values. */
function drinksBetween(lower: Json, upper: Json = null, field = 'at'): Json {
  const filters = [{ field, operator: { operator: 'between', lower, upper } }];
  return { name: 'x', bundle: { drinks: { endpoints: [{ endpoint: 'kitchen/drinks', filters }] } } };
}

/** A sequence that looks random, and is the same in each test. */
function dice(): () => number {
  let state = 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Freezes a bundle that is answered so, each call taking so many seconds. */
async function freeze(answer: BundleCall, lasting = 0) {
  const calls: Invocation[] = [];
  const invoke = async (call: Invocation) => answer(call.payload as BundleDates, calls.push(call));
  const now = () => later(calls.length * lasting);
  const frozen = await freezeBundle({ invoker: { invoke }, now, random: dice() }, anEntry());
  return { frozen, calls, asked: calls.map(({ payload }) => payload as BundleDates) };
}

const seconds = (date: string) => Date.parse(date) / 1000;

describe('freezeBundle', () => {
  it.each<[string, BundleCall]>([
    ['no dates', () => drinksBetween(0, 500, 'ml')],
    ['dates as they are given', ({ fromDate, untilDate }) => drinksBetween(fromDate, untilDate)],
    ['only one of them', ({ untilDate }) => drinksBetween(null, untilDate)],
    ['days', ({ fromDate, untilDate }) => drinksBetween(fromDate.slice(0, 10), untilDate.slice(0, 10))],
    ['no milliseconds', ({ fromDate }) => drinksBetween(`${fromDate.slice(0, 19)}Z`)],
    ['an offset', ({ fromDate }) => drinksBetween(`${fromDate.slice(0, 19)}+00:00`)],
    ['epoch seconds', ({ fromDate, untilDate }) => drinksBetween(seconds(fromDate), seconds(untilDate))],
    ['epoch milliseconds', ({ fromDate }) => drinksBetween(Date.parse(fromDate))],
    ['epoch text', ({ fromDate }) => drinksBetween(String(Date.parse(fromDate)))],
    ['several formats', ({ fromDate, untilDate }) => drinksBetween(fromDate.slice(0, 7), seconds(untilDate))],
    [
      'dates in a list, and in links',
      ({ fromDate, untilDate }) => {
        const filters = [{ field: 'at', operator: { operator: 'in', value: [1, fromDate, [untilDate]] } }];
        const query = { endpoint: 'kitchen/drinks', filters };
        return { name: 'x', bundle: { drinks: { endpoints: [{ ...query, links: [query] }] } } };
      },
    ],
  ])('foretells the answers of a bundle with %s', async (_what, answer) => {
    const { frozen } = await freeze(answer);

    const filled = frozen && fillBundle(frozenBundleSchema.parse(frozen), OTHER_DATES);
    expect(filled).toEqual((answer(OTHER_DATES, 0) as { bundle: Json }).bundle);
  });

  it('proves a template on windows that it was not made from', async () => {
    const { asked } = await freeze(({ fromDate }) => drinksBetween(fromDate));

    expect(new Set(asked.map(({ fromDate }) => fromDate)).size).toBe(asked.length);
    expect(asked.map(({ fromDate }) => fromDate)).toContain('1970-01-01T00:00:00.000Z');
  });

  it('tries the windows that most runs have, soon after the run before', async () => {
    const { asked } = await freeze(({ fromDate }) => drinksBetween(fromDate));

    const ages = asked.map(
      ({ fromDate, untilDate }) => plusMonths(new Date(untilDate), -3).getTime() - Date.parse(fromDate),
    );
    const recent = ages.filter((age) => age <= 7 * 86_400_000);
    expect(recent.length).toBeGreaterThanOrEqual(4);
  });

  it('does not freeze a bundle that is another one soon after the run before', async () => {
    const { frozen } = await freeze(({ fromDate, untilDate }) => {
      const isSoon = Date.parse(untilDate) - Date.parse(fromDate) < 190 * 86_400_000;
      return drinksBetween(fromDate, null, isSoon ? 'at' : 'day');
    });

    expect(frozen).toBeUndefined();
  });

  it('does not freeze days of another time zone', async () => {
    const inVienna = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Vienna' });

    const { frozen } = await freeze(({ fromDate }) => drinksBetween(inVienna.format(new Date(fromDate))));

    expect(frozen).toBeUndefined();
  });

  const everything = drinksBetween(null);
  it.each<[string, BundleCall]>([
    ['asks for today', () => drinksBetween(NOW.toISOString().slice(0, 10))],
    ['asks for this second', () => drinksBetween(seconds(NOW.toISOString()))],
    ['asks for the year', () => drinksBetween(NOW.getUTCFullYear())],
    ['moves a date', ({ fromDate }) => drinksBetween(new Date(Date.parse(fromDate) - 1000).toISOString())],
    ['asks for whole hours', ({ fromDate }) => drinksBetween(`${fromDate.slice(0, 13)}:00:00.000Z`)],
    ['asks for whole minutes of local time', ({ fromDate }) => drinksBetween(summerTime(fromDate))],
    ['has another field each time', ({ fromDate }) => drinksBetween(fromDate, null, `at${fromDate}`)],
    ['has a date for a field', ({ fromDate }) => drinksBetween(1, null, fromDate)],
    ['counts', (_dates, call) => drinksBetween(call)],
    ['asks for less of a long time', ({ fromDate }) => (fromDate < '2000' ? everything : drinksBetween(1))],
    ['changes its mind at last', (_dates, call) => (call < 6 ? everything : drinksBetween(1))],
    [
      'swaps its dates at last',
      ({ fromDate, untilDate }, call) => drinksBetween(call < 6 ? fromDate : untilDate),
    ],
    ['answers rubbish at last', (_dates, call) => (call < 6 ? everything : null)],
  ])('leaves it to the function when it %s', async (_what, answer) => {
    const { frozen } = await freeze(answer);

    expect(frozen).toBeUndefined();
  });

  it.each<[string, BundleCall, number]>([
    ['no bundle', () => 'select * from records', 1],
    [
      'a bundle of other data',
      () => ({ name: 'x', bundle: { all: { endpoints: [{ endpoint: 'bank/accounts' }] } } }),
      1,
    ],
    [
      'a bundle of other data some of the time',
      (_dates, call) =>
        call < 3
          ? everything
          : { name: 'x', bundle: { all: { endpoints: [{ endpoint: 'bank/accounts' }] } } },
      3,
    ],
  ])('makes nothing of %s, and asks no further', async (_what, answer, calls) => {
    const { frozen, asked } = await freeze(answer);

    expect(frozen).toBeUndefined();
    expect(asked).toHaveLength(calls);
  });

  it('asks the approved version, in the name of no PDA', async () => {
    const { calls } = await freeze(() => everything);

    expect(new Set(calls.map(({ tenant }) => tenant))).toEqual(new Set(['registration']));
    expect(calls[0]).toMatchObject(anEntry().bundle);
  });

  it.each([
    [0.5, 15, true],
    [4, 3, false],
  ])('waits for a function that takes %d s to answer %d times', async (lasting, times, isFrozen) => {
    const { frozen, calls } = await freeze(() => everything, lasting);

    expect([calls.length, frozen !== undefined]).toEqual([times, isFrozen]);
  });

  it.each([
    [100, true],
    [2000, false],
  ])('takes up little room: of %d dates, frozen is %s', async (count, isFrozen) => {
    const { frozen } = await freeze(({ fromDate }) => drinksBetween(Array(count).fill(fromDate)));

    expect(frozen !== undefined).toBe(isFrozen);
  });

  it('leaves it to the function when a call fails', async () => {
    const { frozen } = await freeze(() => {
      throw new ExecutionFailure('FUNCTION_TIMEOUT');
    });

    expect(frozen).toBeUndefined();
  });

  it('hides no error of our own', async () => {
    const freezing = freeze(() => {
      throw new TypeError('ours');
    });

    await expect(freezing).rejects.toThrow('ours');
  });
});

/** As a function in London would write it. */
function summerTime(date: string): string {
  const month = Number(date.slice(5, 7));
  const hours = month > 3 && month < 11 ? 1 : 0;
  return new Date(Date.parse(date) + hours * 3_600_000).toISOString();
}
