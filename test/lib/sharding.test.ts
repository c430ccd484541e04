import { deployed } from '../../lib/add-stacks.ts';
import { aRegisteredFunction } from '../support/registered-function.ts';
import { onlyResource, resourcesOf, stackOf, synthesised } from '../support/synthesised.ts';

const first = aRegisteredFunction({ id: 'first' }, { shard: 3 });
const second = aRegisteredFunction({ id: 'second' }, { shard: 120 });
const third = aRegisteredFunction({ id: 'third' }, { shard: 3 });

/** As many as lock.json puts into one shard. */
const FUNCTIONS_PER_SHARD = 82;

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

  it('keeps the stack of a shard that was emptied, and withdraws what it had', () => {
    const templates = synthesised({ functions: [first], emptied: [120, 3] });

    const resources = Object.values(stackOf(templates, 'She-Functions-120').Resources);

    expect(resources.map(({ Type }) => Type)).toEqual(['Custom::FunctionRegistration']);
    expect(resources[0]?.Properties.Functions).toEqual({});
  });

  it('stays below the limits of a stack when a shard is full, rollouts of some of it included', () => {
    const functions = manyFunctions(FUNCTIONS_PER_SHARD);
    const rollouts = Object.fromEntries(
      functions.slice(0, 7).map(({ manifest }) => [manifest.id, { percentage: 10 }]),
    );

    const stack = stackOf(synthesised({ functions, config: { rollouts } }), 'She-Functions-000');

    expect(Object.keys(stack.Resources).length).toBeLessThanOrEqual(500);
    expect(JSON.stringify(stack, undefined, 1).length).toBeLessThan(1_000_000);
    expect(resourcesOf(stack, 'AWS::Lambda::Function')).toHaveLength(3 * FUNCTIONS_PER_SHARD);
  });

  it('has no role and no group of logs for a function', () => {
    const types = (functions: ReturnType<typeof manyFunctions>) =>
      [...synthesised({ functions }).values()]
        .flatMap(({ Resources }) => Object.values(Resources).map(({ Type }) => Type))
        .filter((type) => type === 'AWS::IAM::Role' || type === 'AWS::Logs::LogGroup');

    expect(types(manyFunctions(20))).toEqual(types(manyFunctions(1)));
  });

  it('tells the registrar of a full shard in a request that Lambda takes', () => {
    const functions = manyFunctions(FUNCTIONS_PER_SHARD);

    const stack = stackOf(synthesised({ functions }), 'She-Functions-000');

    const registration = onlyResource(stack, 'Custom::FunctionRegistration');
    // Of what Lambda takes for a call that nobody waits for, by the oldest reading of its limit.
    expect(JSON.stringify(registration.Properties).length).toBeLessThan(262_144 / 2);
  });

  it('deploys experimental functions only to beta deployments', () => {
    const experimental = aRegisteredFunction({ id: 'daring', experimental: true });

    const stable = deployed([first, experimental], { beta: false });
    const beta = deployed([first, experimental], { beta: true });

    expect(stable).toEqual([first]);
    expect(beta).toEqual([first, experimental]);
  });
});
