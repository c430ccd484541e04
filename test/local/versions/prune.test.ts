import { MemoryReleaseStore } from '../../../adapters/memory/release-store.ts';
import type { RetainedVersion } from '../../../core/model/retained-version.ts';
import { prune } from '../../../local/versions/prune.ts';
import { aVersion, FUNCTION, NOW, someReleases } from '../../support/builders.ts';

const YEAR_MS = 365 * 86_400_000;
const hash = (digit: number) => String(digit).repeat(64);

/** Six versions of each Lambda, of one code each, a year old; version 1 is stable, version 2 was returned. */
async function aStage() {
  const releases = new MemoryReleaseStore();
  const entry = aVersion({ version: '2.0.0', codeHash: hash(2) });
  const candidate = { entry, percentage: 10, returnedAt: NOW.toISOString() };
  await releases.replace(someReleases({ stable: aVersion({ codeHash: hash(1) }), candidate }));
  const publishedAt = new Date(NOW.getTime() - YEAR_MS);
  const left = new Map<string, RetainedVersion[]>();
  const of = async (name: string) => {
    const fresh = [1, 2, 3, 4, 5, 6].map((n) => ({ qualifier: String(n), codeHash: hash(n), publishedAt }));
    left.set(name, left.get(name) ?? fresh);
    return left.get(name) ?? [];
  };
  const remove = async (name: string, qualifier: string) => {
    const others = (left.get(name) ?? []).filter((one) => one.qualifier !== qualifier);
    left.set(name, others);
  };
  const stage = { releases, lambdas: { of, remove }, namePrefix: 'she' };
  const numbers = () =>
    Object.fromEntries([...left].map(([name, versions]) => [name, versions.map((one) => one.qualifier)]));
  return { stage, numbers };
}

const LAMBDAS = [`she-${FUNCTION}`, `she-${FUNCTION}-configuration`, `she-${FUNCTION}-bundle`];
const eachWith = (numbers: readonly string[]) => Object.fromEntries(LAMBDAS.map((name) => [name, numbers]));

describe('prune', () => {
  it('deletes of each Lambda what nobody gets, not even after a resume, and leaves the newest', async () => {
    const { stage, numbers } = await aStage();

    const gone = await prune(stage, { keep: 2, now: NOW, isDry: false });

    expect(numbers()).toEqual(eachWith(['1', '2', '5', '6']));
    expect(gone.map(({ functionName, qualifier }) => `${functionName} ${qualifier}`)).toEqual(
      LAMBDAS.flatMap((name) => [`${name} 4`, `${name} 3`]),
    );
  });

  it('deletes nothing when it is to say only what would go', async () => {
    const { stage, numbers } = await aStage();

    const gone = await prune(stage, { keep: 2, now: NOW, isDry: true });

    expect(gone).toHaveLength(6);
    expect(numbers()).toEqual(eachWith(['1', '2', '3', '4', '5', '6']));
  });

  it('finds nothing left to do the second time', async () => {
    const { stage } = await aStage();
    await prune(stage, { keep: 2, now: NOW, isDry: false });

    const again = await prune(stage, { keep: 2, now: NOW, isDry: false });

    expect(again).toEqual([]);
  });
});
