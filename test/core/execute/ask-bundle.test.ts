import { askForBundle } from '../../../core/execute/ask-bundle.ts';
import type { Json } from '../../../core/model/json.ts';
import type { FunctionInvoker, Invocation } from '../../../core/ports.ts';
import { aConfiguration, anAttempt, anEntry } from '../../support/builders.ts';

const { dataBundle } = aConfiguration();

/** A function that answers so, and remembers how it was called. */
function answering(answer: unknown): FunctionInvoker & { readonly calls: Invocation[] } {
  const calls: Invocation[] = [];
  const invoke = async (call: Invocation) => {
    calls.push(call);
    return answer as Json;
  };
  return { sealed: true, calls, invoke };
}

const ask = (invoker: FunctionInvoker) =>
  askForBundle(invoker, {
    entry: anEntry(),
    attempt: anAttempt(),
    processedUntil: undefined,
    tenant: 'tenant-1',
  });

const DRINKS = { endpoint: 'kitchen/drinks' };
const drinksBundle = (query: Json): Json => ({ name: 'x', bundle: { drinks: query } });
const repeated = (query: Json, count: number): Json => Array(count).fill(query);

describe('askForBundle', () => {
  it('calls the approved version as this tenant, with two dates and nothing else', async () => {
    const invoker = answering(dataBundle);

    const bundle = await ask(invoker);

    expect(bundle).toEqual(dataBundle.bundle);
    expect(invoker.calls).toEqual([
      {
        ...anEntry().bundle,
        tenant: 'tenant-1',
        payload: { fromDate: '2025-09-02T09:00:00.000Z', untilDate: '2026-06-02T09:00:00.000Z' },
        timeoutMs: 15_000,
      },
    ]);
  });

  it.each([
    ['null', null],
    ['the inner map alone', dataBundle.bundle],
    ['no endpoints', { name: 'x', bundle: { drinks: { endpoints: [] } } }],
    ['another language', 'select * from records'],
    ['51 endpoint queries', drinksBundle({ endpoints: repeated(DRINKS, 51) })],
    ['50 links', drinksBundle({ endpoints: [{ ...DRINKS, links: repeated(DRINKS, 50) }] })],
    ['more than 64 KB', drinksBundle({ endpoints: [{ ...DRINKS, mapping: { a: 'b'.repeat(65_536) } }] })],
    ['endless depth', { name: 'x', bundle: { drinks: { endpoints: [deepQuery(100_000)] } } }],
  ])('refuses %s', async (_what, answer) => {
    const asking = ask(answering(answer));

    await expect(asking).rejects.toMatchObject({ code: 'BUNDLE_INVALID', message: 'BUNDLE_INVALID' });
  });

  it('takes the most endpoint queries there may be', async () => {
    const links = repeated(DRINKS, 24);

    const bundle = await ask(answering(drinksBundle({ endpoints: repeated({ ...DRINKS, links }, 2) })));

    expect(bundle.drinks?.endpoints).toHaveLength(2);
  });

  it.each([
    ['another endpoint', { endpoint: 'bank/accounts' }],
    ['links to another endpoint', { endpoint: 'kitchen/drinks', links: [{ endpoint: 'bank/accounts' }] }],
  ])('refuses %s than the owner agreed to', async (_what, query) => {
    const asking = ask(answering({ name: 'x', bundle: { drinks: { endpoints: [query] } } }));

    await expect(asking).rejects.toMatchObject({ code: 'BUNDLE_OUT_OF_SCOPE' });
  });
});

function deepQuery(depth: number): Json {
  const mapping = `${'{"source":"a","mappings":'.repeat(depth)}{}${'}'.repeat(depth)}`;
  return JSON.parse(`{"endpoint":"kitchen/drinks","mapping":{"x":${mapping}}}`);
}
