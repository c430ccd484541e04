import { askForBundle } from '../../../core/execute/ask-bundle.ts';
import type { Json } from '../../../core/model/json.ts';
import type { FunctionInvoker, Invocation } from '../../../core/ports.ts';
import { aConfiguration, anEntry } from '../../support/builders.ts';

const { dataBundle } = aConfiguration();
const DATES = { fromDate: '2025-09-02T09:00:00.000Z', untilDate: '2026-06-02T09:00:00.000Z' };

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
  askForBundle(invoker, { entry: anEntry(), dates: DATES, tenant: 'tenant-1' });

describe('askForBundle', () => {
  it('calls the approved version as this tenant, with two dates and nothing else', async () => {
    const invoker = answering(dataBundle);

    const bundle = await ask(invoker);

    expect(bundle).toEqual(dataBundle.bundle);
    expect(invoker.calls).toEqual([
      { ...anEntry().bundle, tenant: 'tenant-1', payload: DATES, timeoutMs: 15_000 },
    ]);
  });

  it.each([
    ['is no bundle', dataBundle.bundle, 'BUNDLE_INVALID'],
    [
      'asks for more than the owner agreed to',
      { name: 'x', bundle: { money: { endpoints: [{ endpoint: 'bank/accounts' }] } } },
      'BUNDLE_OUT_OF_SCOPE',
    ],
  ])('refuses an answer that %s', async (_what, answer, code) => {
    const asking = ask(answering(answer));

    await expect(asking).rejects.toMatchObject({ code });
  });
});
