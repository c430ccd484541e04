import fc from 'fast-check';
import type { Json } from '../../../../core/model/json.ts';
import { shiftBetween } from '../../../../proof/diff/compare/widenings.ts';
import { covers } from '../../../../proof/diff/facts/covers.ts';
import type { Fact } from '../../../../proof/diff/facts/fact.ts';
import { policyFacts } from '../../../../proof/diff/facts/grants.ts';

/** The only fact of a policy of one statement. */
function only(statement: Readonly<Record<string, Json>>): Fact {
  const [fact, ...others] = policyFacts(
    { Statement: { Effect: 'Allow', Resource: '*', ...statement } },
    'Role',
  );
  if (fact === undefined || others.length > 0) throw new Error('expected one fact');
  return fact;
}

const conditioned = (account: string) => ({ StringEquals: { 'aws:SourceAccount': account } });

describe('one allowance covers another', () => {
  it.each([
    ['every action', { Action: '*' }, { Action: 's3:GetObject' }],
    ['a pattern of actions, in any case', { Action: 's3:get*' }, { Action: 's3:GetObject*' }],
    [
      'a pattern of resources',
      { Action: 'a:B', Resource: 'arn:x/*' },
      { Action: 'a:B', Resource: 'arn:x/y/*' },
    ],
    ['no condition', { Action: 'a:B' }, { Action: 'a:B', Condition: conditioned('1') }],
    ['every principal', { Action: 'a:B', Principal: '*' }, { Action: 'a:B', Principal: { AWS: 'arn:me' } }],
  ])('with %s', (_name, wide, narrow) => {
    const [all, some] = [only(wide), only(narrow)];

    expect(covers(all, some)).toBe(true);
    expect(covers(some, all)).toBe(false);
  });

  it.each([
    ['one character where any text may stand', { Action: 'a:?' }, { Action: 'a:*' }],
    [
      'another account',
      { Action: 'a:B', Condition: conditioned('1') },
      { Action: 'a:B', Condition: conditioned('2') },
    ],
    ['a denial', { Action: 'a:B', Effect: 'Deny' }, { Action: 'a:B' }],
  ])('but not with %s', (_name, one, other) => {
    expect(covers(only(one), only(other))).toBe(false);
  });

  it('never when it leaves out a list, which is compared as it stands', () => {
    const all = only({ NotAction: 's3:*' });
    const fewer = only({ NotAction: 'iam:*' });

    expect([covers(all, fewer), covers(fewer, all), covers(all, all)]).toEqual([false, false, true]);
  });
});

describe('what shifts between two deployments', () => {
  const anyFact = fc.record({
    kind: fc.constantFrom('opening', 'guard'),
    group: fc.constant('iam' as const),
    about: fc.constantFrom('A', 'B'),
    says: fc.constantFrom('x', 'y', 'z'),
    amount: fc.option(fc.nat({ max: 3 }), { nil: undefined }),
  });
  const anyFacts = fc.array(anyFact, { maxLength: 8 });

  it('is nothing from a deployment to itself', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        expect(shiftBetween(facts, facts)).toEqual({ widenings: [], narrowings: [] });
      }),
    );
  });

  it('is a narrowing on the way back for each widening on the way there', () => {
    fc.assert(
      fc.property(anyFacts, anyFacts, (before, after) => {
        const [there, back] = [shiftBetween(before, after), shiftBetween(after, before)];

        expect(sorted(back.narrowings)).toEqual(sorted(there.widenings));
      }),
    );
  });

  it('widens whenever something opens, whatever else goes', () => {
    fc.assert(
      fc.property(anyFacts, anyFacts, (before, after) => {
        const door: Fact = { kind: 'opening', group: 'network', about: 'A', says: 'a door' };

        expect(shiftBetween(before, [...after, door]).widenings).toContainEqual(door);
      }),
    );
  });
});

const sorted = (facts: readonly Fact[]) => facts.map((fact) => JSON.stringify(fact)).sort();
