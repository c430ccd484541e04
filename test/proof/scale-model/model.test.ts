import { totalOf } from '../../../proof/scale-model/cost.ts';
import { holdsTo } from '../../../proof/scale-model/limits.ts';
import { DEFAULT_LOAD, type Load } from '../../../proof/scale-model/load.ts';
import { type Model, modelOf } from '../../../proof/scale-model/model.ts';
import { readPrices } from '../../../proof/scale-model/prices.ts';
import { remedyOf } from '../../../proof/scale-model/remedy.ts';

const prices = readPrices('lib/prices/eu-west-1.json');
const known = new Map<string, Model>();

/** Of the load that is proposed, changed; each is computed once. */
function model(change: Partial<Load> = {}): Model {
  const key = JSON.stringify(change);
  const found = known.get(key) ?? modelOf({ ...DEFAULT_LOAD, ...change }, prices);
  known.set(key, found);
  return found;
}

const limit = ({ limits }: Model, name: string) => {
  const found = limits.find((one) => one.name.startsWith(name));
  if (!found) throw new Error(`no limit ${name}`);
  return found;
};

describe('the scale model', () => {
  it('counts the runs that the events make', () => {
    const { average, busiest } = model({ runsPerEvent: 2 });

    expect(average.events).toBeCloseTo((1_000_000 * 20) / 86_400);
    expect(average.runs).toBeCloseTo(2 * average.events);
    expect(busiest.runs).toBeCloseTo(3 * average.runs);
  });

  it('needs a new environment for nearly every run of people who are seldom there, and for few of busy ones', () => {
    const seldom = model({ eventsPerDay: 1 }).average.newShare;
    const busy = model({ eventsPerDay: 2_000 }).average.newShare;

    expect(seldom).toBeGreaterThan(0.99);
    expect(busy).toBeLessThan(0.05);
  });

  it('lists what breaks first first', () => {
    const { limits, load } = model();

    const holds = limits.map((one) => holdsTo(load, one));

    expect(holds).toEqual(holds.toSorted((one, other) => one - other));
    expect(limits[0]?.name).toBe('tenant environments of the most used function');
  });

  it.each(['executor', 'due index', 'tenant environments', 'dispatcher'])(
    'says up to how many PDAs a limit holds so that it just does with as many: %s',
    (name) => {
      const wide = model();
      const pdas = holdsTo(wide.load, limit(wide, name));

      const { used, most } = limit(model({ pdas }), name);

      expect(used / most).toBeGreaterThan(0.97);
      expect(used / most).toBeLessThan(1.03);
    },
  );

  // A queue feeds a Lambda with 1,000 batches at a time and no more.
  it.each([
    [1, []],
    [5, []],
    [30, ['executor']],
  ])('proposes what bears the load of %d million PDAs, but for %j', (millions, unborne) => {
    const asked = { pdas: millions * 1_000_000, peak: 2 };
    const { load, busy, limits: before } = model(asked);

    const { limits } = model({ ...asked, ...remedyOf(load, busy, before) });

    const settable = limits.filter(({ whose, name }) => whose === 'stage' || /tenant|concurrent/.test(name));
    const broken = settable.filter(({ used, most }) => used > most).map(({ name }) => name);
    expect(broken).toEqual(unborne);
  });

  it('has everything that it costs on the bill, and more of it for more', () => {
    const totals = [128, 256, 1024].map((memory) => totalOf(model({ memory }).cost));

    expect(totals).toEqual(totals.toSorted((one, other) => one - other));
    expect(model().cost.every(({ usd }) => usd > 0)).toBe(true);
  });

  it('charges an environment only to runs that need a new one', () => {
    const of = (newEnvironments: number) =>
      model({ newEnvironments, memory: 256 }).cost.find(({ name }) => name === 'tenant environments')?.usd;

    const [all, tenth] = [of(1), of(0.1)];

    // 256 MB: a quarter of what a GB costs.
    expect(all).toBeCloseTo((prices.usd.tenantEnvironmentGbArm / 4) * 1e6);
    expect(tenth).toBeCloseTo((all ?? 0) / 10);
  });

  it('bills the state machine for twelve transitions, and everything else alike', () => {
    const { cost, workflows } = model();
    const [standard] = workflows;
    const named = (name: string) => standard?.lines.find((line) => line.name === name)?.usd;

    expect(named('state machine')).toBeCloseTo(12 * 25);
    for (const { name, usd } of cost.filter((line) => line.name !== 'executor Lambda'))
      expect(named(name)).toBe(usd);
  });

  it('reads the catalogue by function: however many there are, the listing alone grows', () => {
    const [few, many] = [model({ functions: 50 }), model({ functions: 5_000 })];

    expect(limit(many, 'catalogue entry').used).toBe(limit(few, 'catalogue entry').used);
    expect(many.catalogue.listingReads).toBeGreaterThan(50 * few.catalogue.listingReads);
  });
});
