import {
  isBelow,
  isOutputPlace,
  isSameScope,
  isWithinScope,
  type Scope,
  scopeSchema,
} from '../../../core/model/scope.ts';

const scope = (change: Partial<Scope> = {}): Scope => ({
  reads: [{ endpoint: 'kitchen/drinks' }],
  namespace: 'coach',
  endpoint: 'insights/hydration',
  allowSubpaths: false,
  ...change,
});
const drinks = (...fields: string[]) => ({ endpoint: 'kitchen/drinks', fields });

describe('scopeSchema', () => {
  it('reads all that was agreed to', () => {
    const agreed = scope({ reads: [{ endpoint: 'kitchen/drinks' }, drinks('ml')], allowSubpaths: true });

    const read = scopeSchema.parse(agreed);

    expect(read).toEqual(agreed);
  });

  it.each(['reads', 'namespace', 'endpoint', 'allowSubpaths'])('is not read without %s', (field) => {
    const read = scopeSchema.safeParse({ ...scope(), [field]: undefined });

    expect(read.error?.issues.map(({ path }) => path)).toEqual([[field]]);
  });
});

describe('isWithinScope', () => {
  it.each([
    ['the same', scope(), scope()],
    ['nothing', scope({ reads: [] }), scope()],
    ['fields of whole records', scope({ reads: [drinks('ml')] }), scope()],
    ['fewer fields', scope({ reads: [drinks('ml')] }), scope({ reads: [drinks('ml', 'when')] })],
    ['a field below', scope({ reads: [drinks('who.name')] }), scope({ reads: [drinks('who')] })],
    [
      'one of several endpoints',
      scope(),
      scope({ reads: [{ endpoint: 'fitbit/sleep' }, { endpoint: 'kitchen/drinks' }] }),
    ],
    ['no paths below any more', scope(), scope({ allowSubpaths: true })],
  ])('agrees to %s', (_what, wanted, agreed) => {
    const isWithin = isWithinScope(wanted, agreed);

    expect(isWithin).toBe(true);
  });

  it.each([
    ['another endpoint', scope({ reads: [{ endpoint: 'bank/accounts' }] }), scope()],
    [
      'one endpoint more',
      scope({ reads: [{ endpoint: 'kitchen/drinks' }, { endpoint: 'bank/accounts' }] }),
      scope(),
    ],
    ['an endpoint below', scope({ reads: [{ endpoint: 'kitchen/drinks/secret' }] }), scope()],
    ['whole records instead of fields', scope(), scope({ reads: [drinks('ml')] })],
    ['one field more', scope({ reads: [drinks('ml', 'who')] }), scope({ reads: [drinks('ml')] })],
    ['the field above', scope({ reads: [drinks('who')] }), scope({ reads: [drinks('who.name')] })],
    ['a field that only begins alike', scope({ reads: [drinks('mls')] }), scope({ reads: [drinks('ml')] })],
    ['another namespace to write to', scope({ namespace: 'bank' }), scope()],
    ['another endpoint to write to', scope({ endpoint: 'insights/sleep' }), scope()],
    ['paths below', scope({ allowSubpaths: true }), scope()],
  ])('does not agree to %s', (_what, wanted, agreed) => {
    const isWithin = isWithinScope(wanted, agreed);

    expect(isWithin).toBe(false);
  });
});

describe('isSameScope', () => {
  const fields = scope({ reads: [drinks('ml', 'when')] });

  it.each([
    ['the same', fields, scope({ reads: [drinks('ml', 'when')] }), true],
    ['the same in another order', fields, scope({ reads: [drinks('when', 'ml')] }), true],
    ['more', fields, scope(), false],
    ['less', fields, scope({ reads: [drinks('ml')] }), false],
    ['something else', fields, scope({ reads: [drinks('who')] }), false],
  ])('of %s', (_what, one, other, expected) => {
    const isSame = isSameScope(one, other);

    expect(isSame).toBe(expected);
  });
});

describe('isOutputPlace', () => {
  it.each([
    ['its endpoint', 'coach/insights/hydration', [true, true]],
    ['what lies below', 'coach/insights/hydration/daily', [false, true]],
    ['what only begins like it', 'coach/insights/hydrations', [false, false]],
    ['what lies above', 'coach/insights', [false, false]],
    ['what ends like it', 'a/coach/insights/hydration/', [false, false]],
    ['the same endpoint of another namespace', 'bank/insights/hydration', [false, false]],
    ['another endpoint', 'kitchen/drinks', [false, false]],
  ])('of %s, without and with what lies below: %s %j', (_what, endpoint, expected) => {
    const places = [false, true].map((allowSubpaths) => scope({ allowSubpaths }));

    const may = places.map((place) => isOutputPlace(endpoint, place));

    expect(may).toEqual(expected);
  });
});

describe('isBelow', () => {
  it.each([
    ['a.b', 'a', true],
    ['a', 'a', true],
    ['a.0.b', 'a', true],
    ['ab', 'a', false],
    ['a', 'a.b', false],
    ['', 'a', false],
  ])('%j below %j: %s', (path, allowed, expected) => {
    const result = isBelow(path, allowed);

    expect(result).toBe(expected);
  });
});
