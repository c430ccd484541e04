import { bundleOfAttempt } from '../../../core/execute/bundle-of-attempt.ts';
import type { CatalogueEntry } from '../../../core/model/catalogue-entry.ts';
import type { Attempt } from '../../../core/model/function-status.ts';
import type { Json } from '../../../core/model/json.ts';
import { aConfiguration, anAttempt, anEntry } from '../../support/builders.ts';

const { dataBundle } = aConfiguration();
const asking = (endpoint: string, lower: Json = 1) => {
  const operator = { operator: 'between' as const, lower, upper: null };
  return { drinks: { endpoints: [{ endpoint, filters: [{ field: 'at', operator }] }] } };
};
const frozen = (endpoint: string) => ({
  bundle: asking(endpoint),
  dates: [
    {
      path: ['drinks', 'endpoints', 0, 'filters', 0, 'operator', 'lower'],
      date: 'fromDate' as const,
      format: 'yyyy-MM-dd',
    },
  ],
});

/** What the attempt reads, with the function answering its published bundle, and how often that was asked. */
async function bundleOf(attempt: Partial<Attempt>, entry: Partial<CatalogueEntry> = {}) {
  let calls = 0;
  const invoke = async () => {
    calls++;
    return dataBundle as unknown as Json;
  };
  const context = { entry: anEntry(entry), attempt: anAttempt(attempt), tenant: 'tenant-1' };
  const found = await bundleOfAttempt({ invoke }, { ...context, processedUntil: undefined });
  return { ...found, calls };
}

describe('the bundle of an attempt', () => {
  it('is asked for, and kept with the attempt', async () => {
    const { bundle, attempt, calls } = await bundleOf({});

    expect([bundle, calls]).toEqual([dataBundle.bundle, 1]);
    expect(attempt).toEqual(anAttempt({ bundle: JSON.stringify(dataBundle.bundle) }));
  });

  it('is the kept one, whatever the function would answer now', async () => {
    const kept = asking('kitchen/drinks');

    const { bundle, attempt, calls } = await bundleOf({ bundle: JSON.stringify(kept) });

    expect([bundle, calls]).toEqual([kept, 0]);
    expect(attempt.bundle).toBe(JSON.stringify(kept));
  });

  it('is made of template and dates where there is one, and not kept', async () => {
    const { bundle, attempt, calls } = await bundleOf({}, { frozenBundle: frozen('kitchen/drinks') });

    expect([bundle, calls]).toEqual([asking('kitchen/drinks', '2025-09-02'), 0]);
    expect(attempt).toEqual(anAttempt());
  });

  it('is the kept one even where there is a template by now', async () => {
    const kept = JSON.stringify(dataBundle.bundle);

    const { bundle } = await bundleOf({ bundle: kept }, { frozenBundle: frozen('kitchen/drinks') });

    expect(bundle).toEqual(dataBundle.bundle);
  });

  it.each([
    ['kept', { bundle: JSON.stringify(asking('bank/accounts')) }, {}],
    ['frozen', {}, { frozenBundle: frozen('bank/accounts') }],
    ['asked for', {}, { scope: { ...anEntry().scope, reads: [] } }],
  ])('I2: is held to the scope when it is %s', async (_how, attempt, entry) => {
    const finding = bundleOf(attempt, entry);

    await expect(finding).rejects.toMatchObject({ code: 'BUNDLE_OUT_OF_SCOPE' });
  });
});
