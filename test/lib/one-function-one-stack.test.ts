import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { loadRegistry } from '../../functions-registry/load-registry.ts';
import { lockRegistry } from '../../functions-registry/lock-registry.ts';
import { functionsStackName } from '../../lib/sharding.ts';
import { aFunction, aRegistry, fill, removeRegistries } from '../support/manifest-builder.ts';
import { onlyResource, synthesised, type Template } from '../support/synthesised.ts';

/** Random functions; few names of stacks, so that some share one. */
interface Drawn {
  readonly id: string;
  readonly shard: number;
  readonly memory: number;
  readonly rollout: boolean;
}
const SHARDS = [0, 1, 77, 127];
const drawn = fc.record({
  id: fc.stringMatching(/^[a-z][a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}$/),
  shard: fc.constantFrom(...SHARDS),
  memory: fc.constantFrom(128, 512, 3008),
  rollout: fc.boolean(),
});
const registries = fc
  .uniqueArray(drawn, { minLength: 1, maxLength: 6, selector: ({ id }) => id })
  .filter((functions) => functions.every(({ id }) => !/-(configuration|bundle)$/.test(id)));

const folderOf = ({ id, memory }: Drawn, version = '1.0.0', text = id) =>
  aFunction({ id, memory, version }, { 'code/index.mjs': `export const text = '${text}';\n` });

/** A registry on disk, locked; the lock as it would be, had each function been added while others were there. */
async function aLocked(functions: readonly Drawn[]): Promise<string> {
  const directory = await aRegistry(Object.fromEntries(functions.map((one) => [one.id, folderOf(one)])));
  await lockRegistry(directory);
  const { functions: entries } = JSON.parse(await readFile(join(directory, 'lock.json'), 'utf8'));
  for (const { id, shard } of functions) entries[id].shard = shard;
  await fill(directory, { 'lock.json': { functions: entries } });
  return directory;
}

/** What would be deployed of it. */
async function deployment(directory: string, functions: readonly Drawn[]) {
  const registry = await loadRegistry(directory);
  const inRollout = functions.filter(({ rollout }) => rollout);
  const rollouts = Object.fromEntries(inRollout.map(({ id }) => [id, { percentage: 10 }]));
  const { functions: registered, retiredShards } = registry;
  return {
    templates: synthesised({ functions: registered, emptied: retiredShards, config: { rollouts } }),
    shardOf: (id: string) => registry.functions.find(({ manifest }) => manifest.id === id)?.shard as number,
  };
}

/**
 * Names of the stacks whose templates differ; a stack that only one of them has differs. Nothing follows from the order of
 * members, which CDK takes from its count of tokens: two syntheses of one process do not begin with the same.
 */
function changedStacks(before: ReadonlyMap<string, Template>, after: ReadonlyMap<string, Template>) {
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names.filter((name) => !isDeepStrictEqual(before.get(name), after.get(name)));
}

/** The resources of a stack that are other functions' than this one; all functions share the registration. */
function resourcesOfOthers(template: Template | undefined, id: string): Record<string, unknown> {
  const mine = new RegExp(
    `"(FunctionName|AlarmName)":"she-(rollout-)?${id}(-bundle|-configuration|-\\d+\\.\\d+\\.\\d+)?"`,
  );
  const all = Object.entries(template?.Resources ?? {});
  const lambdas = all.filter(([, resource]) => mine.test(JSON.stringify(resource))).map(([name]) => name);
  const others = all.filter(
    ([name, resource]) =>
      !lambdas.includes(name) &&
      resource.Type !== 'Custom::FunctionRegistration' &&
      !lambdas.includes(String(Object(resource.Properties.FunctionName).Ref)),
  );
  return Object.fromEntries(others);
}

/** Ids that a stack tells the registrar of: what it does not name any more is withdrawn. */
function registeredBy(template: Template | undefined): readonly string[] {
  if (!template) throw new Error('the stack is left out, so that nobody would deploy it');
  const { Functions } = onlyResource(template, 'Custom::FunctionRegistration').Properties;
  return Object.keys(Functions).sort();
}

const RUNS = { numRuns: 8, endOnFailure: true };

afterEach(removeRegistries);

describe('one function is one stack', () => {
  it('when it is added: no other stack changes, and no other function of its stack', async () => {
    await fc.assert(
      fc.asyncProperty(registries, async (functions) => {
        const [added, ...rest] = functions as [Drawn, ...Drawn[]];
        const directory = await aLocked(rest);
        const before = await deployment(directory, rest);

        await fill(join(directory, added.id), folderOf(added));
        await lockRegistry(directory);
        const after = await deployment(directory, functions);

        const stack = functionsStackName(after.shardOf(added.id));
        expect(changedStacks(before.templates, after.templates)).toEqual([stack]);
        expect(resourcesOfOthers(after.templates.get(stack), added.id)).toEqual(
          resourcesOfOthers(before.templates.get(stack), added.id),
        );
      }),
      RUNS,
    );
  });

  it('when it is removed', async () => {
    await fc.assert(
      fc.asyncProperty(registries, async (functions) => {
        const [removed, ...rest] = functions as [Drawn, ...Drawn[]];
        const directory = await aLocked(functions);
        const before = await deployment(directory, functions);

        await rm(join(directory, removed.id), { recursive: true });
        await lockRegistry(directory);
        const after = await deployment(directory, rest);

        const stack = functionsStackName(removed.shard);
        expect(changedStacks(before.templates, after.templates)).toEqual([stack]);
        expect(registeredBy(after.templates.get(stack))).toEqual(
          rest.flatMap(({ id, shard }) => (shard === removed.shard ? [id] : [])).sort(),
        );
        expect(resourcesOfOthers(after.templates.get(stack), removed.id)).toEqual(
          resourcesOfOthers(before.templates.get(stack), removed.id),
        );
      }),
      RUNS,
    );
  });

  it('when its code changes: all its versions are new ones, the former are retained, and nobody else has new ones', async () => {
    await fc.assert(
      fc.asyncProperty(registries, async (functions) => {
        const [changed] = functions as [Drawn];
        const directory = await aLocked(functions);
        const before = await deployment(directory, functions);

        await fill(join(directory, changed.id), folderOf(changed, '1.0.1', 'another'));
        await lockRegistry(directory);
        const after = await deployment(directory, functions);

        const stack = functionsStackName(changed.shard);
        const gone = versionsMissing(before.templates, after.templates);
        expect(changedStacks(before.templates, after.templates)).toEqual([stack]);
        expect(gone).toHaveLength(3);
        expect(new Set(gone.map(({ DeletionPolicy }) => DeletionPolicy))).toEqual(
          new Set(['RetainExceptOnCreate']),
        );
        expect(versionsMissing(after.templates, before.templates)).toHaveLength(3);
      }),
      RUNS,
    );
  });

  it('when its new version is rolled out to fewer or more', async () => {
    await fc.assert(
      fc.asyncProperty(registries, async (functions) => {
        const [turned, ...rest] = functions as [Drawn, ...Drawn[]];
        const directory = await aLocked(functions);
        const before = await deployment(directory, functions);

        const after = await deployment(directory, [{ ...turned, rollout: !turned.rollout }, ...rest]);

        expect(changedStacks(before.templates, after.templates)).toEqual([functionsStackName(turned.shard)]);
      }),
      RUNS,
    );
  });
});

/** Versions that the one deployment has and the other has not. */
function versionsMissing(has: ReadonlyMap<string, Template>, hasNot: ReadonlyMap<string, Template>) {
  const versions = (templates: ReadonlyMap<string, Template>) =>
    [...templates.values()]
      .flatMap(({ Resources }) => Object.entries(Resources))
      .filter(([, { Type }]) => Type === 'AWS::Lambda::Version');
  const names = new Set(versions(hasNot).map(([name]) => name));
  return versions(has).flatMap(([name, resource]) => (names.has(name) ? [] : [resource]));
}
