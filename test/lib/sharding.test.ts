import { deployed } from '../../lib/add-stacks.ts';
import { FUNCTIONS_PER_SHARD, toShards } from '../../lib/sharding.ts';
import { aRegisteredFunction } from '../support/registered-function.ts';
import { resourcesOf, stackOf, synthesised, type Template } from '../support/synthesised.ts';

const first = aRegisteredFunction({ id: 'first' }, { shard: 3 });
const second = aRegisteredFunction({ id: 'second' }, { shard: 120 });
const third = aRegisteredFunction({ id: 'third' }, { shard: 3 });

function changed(before: ReadonlyMap<string, Template>, after: ReadonlyMap<string, Template>): string[] {
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names.filter((name) => JSON.stringify(before.get(name)) !== JSON.stringify(after.get(name)));
}

function manyFunctions(count: number) {
  return Array.from({ length: count }, (_, index) => aRegisteredFunction({ id: `function-${index}` }));
}

describe('sharding', () => {
  it('gives each shard that has functions a stack', () => {
    const names = [...synthesised({ functions: [first, second, third] }).keys()];

    expect(names.filter((name) => name.startsWith('She-Functions'))).toEqual([
      'She-Functions-003',
      'She-Functions-120',
    ]);
  });

  it('changes exactly one stack when a function is added', () => {
    const before = synthesised({ functions: [first, second] });
    const after = synthesised({ functions: [first, second, third] });

    expect(changed(before, after)).toEqual(['She-Functions-003']);
  });

  it('changes exactly one stack when a function is removed', () => {
    const before = synthesised({ functions: [first, second, third] });
    const after = synthesised({ functions: [second, third] });

    expect(changed(before, after)).toEqual(['She-Functions-003']);
  });

  it('stays below the 500 resources of a stack when a shard is full', () => {
    const stack = stackOf(
      synthesised({ functions: manyFunctions(FUNCTIONS_PER_SHARD) }),
      'She-Functions-000',
    );

    expect(Object.keys(stack.Resources).length).toBeLessThan(500);
    expect(JSON.stringify(stack).length).toBeLessThan(1_000_000);
    expect(resourcesOf(stack, 'AWS::Lambda::Function')).toHaveLength(3 * FUNCTIONS_PER_SHARD);
  });

  it('refuses a shard that does not fit into a stack, and says what to do', () => {
    const tooMany = manyFunctions(FUNCTIONS_PER_SHARD + 1);

    expect(() => toShards(tooMany)).toThrow(/She-Functions-000 would hold 83 functions.*lock\.json/);
  });

  it('deploys experimental functions only to beta deployments', () => {
    const experimental = aRegisteredFunction({ id: 'daring', experimental: true });

    const stable = deployed([first, experimental], { beta: false });
    const beta = deployed([first, experimental], { beta: true });

    expect(stable).toEqual([first]);
    expect(beta).toEqual([first, experimental]);
  });
});
