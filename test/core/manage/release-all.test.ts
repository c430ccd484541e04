import { MemoryReleaseStore } from '../../../adapters/memory/release-store.ts';
import { recall } from '../../../core/manage/recall.ts';
import type { Release } from '../../../core/manage/release.ts';
import { releaseAll } from '../../../core/manage/release-all.ts';
import type { FunctionReleases } from '../../../core/model/function-releases.ts';
import { anEntry, NOW } from '../../support/builders.ts';

const releaseOf = (id: string, version = '1.0.0', registeredBy = 'S'): Release => {
  const { recalledVersions: _none, ...entry } = anEntry({ id, version });
  return { entry, percentage: 100, registeredBy };
};
const orderOf = (releases: readonly Release[], withdrawn: readonly string[] = []) => ({
  ...{ releases, withdrawn, registeredBy: 'S', now: NOW },
});

/** A store that fails when a function is stored, after `before` has happened to the others. */
class FailingStore extends MemoryReleaseStore {
  failsFor = '';
  before: () => Promise<unknown> = () => Promise.resolve();

  override async replace(next: FunctionReleases): Promise<boolean> {
    if (next.functionId !== this.failsFor) return super.replace(next);
    await this.before();
    throw new Error('no');
  }
}

describe('releaseAll', () => {
  let store: FailingStore;
  /** What is stored, without how often it was changed. */
  const stored = async () =>
    (await store.all()).map(({ functionId, stable, withdrawnAt, recalledVersions }) => [
      ...[functionId, stable.version, withdrawnAt === undefined],
      ...recalledVersions,
    ]);

  beforeEach(() => {
    store = new FailingStore();
  });

  it('releases what a stack deploys, and withdraws what it deploys no more', async () => {
    await releaseAll(store, orderOf([releaseOf('aa'), releaseOf('bb')]));

    const withdrawn = await releaseAll(store, orderOf([releaseOf('bb', '1.1.0')], ['aa']));

    expect(withdrawn).toEqual(['aa']);
    expect(await stored()).toEqual([
      ['aa', '1.0.0', false],
      ['bb', '1.1.0', true],
    ]);
  });

  it('leaves to another stack what that one has taken over', async () => {
    await releaseAll(store, orderOf([releaseOf('aa')]));
    await releaseAll(store, { ...orderOf([releaseOf('aa', '1.0.0', 'T')]), registeredBy: 'T' });

    const withdrawn = await releaseAll(store, orderOf([], ['aa', 'never-there']));

    expect(withdrawn).toEqual([]);
    expect(await stored()).toEqual([['aa', '1.0.0', true]]);
  });

  it('puts back what it stored, when the rest cannot be', async () => {
    await releaseAll(store, orderOf([releaseOf('aa'), releaseOf('bb')]));
    store.failsFor = 'cc';

    const order = orderOf([releaseOf('aa', '1.1.0'), releaseOf('new'), releaseOf('cc')], ['bb']);
    await expect(releaseAll(store, order)).rejects.toThrow('no');

    expect(await stored()).toEqual([
      ['aa', '1.0.0', true],
      ['bb', '1.0.0', true],
      ['new', '1.0.0', false],
    ]);
  });

  it('puts nothing back over what an operator has decided since', async () => {
    await releaseAll(store, orderOf([releaseOf('aa')]));
    store.failsFor = 'cc';
    store.before = async () => {
      const now = store.get('aa') as FunctionReleases;
      await store.replace(recall(now, '1.1.0'));
    };

    await expect(releaseAll(store, orderOf([releaseOf('aa', '1.1.0'), releaseOf('cc')]))).rejects.toThrow(
      'no',
    );

    expect(await stored()).toEqual([['aa', '1.1.0', true, '1.1.0']]);
  });

  it('changes nothing but revisions when nothing has changed: what others decided on before is over', async () => {
    await releaseAll(store, orderOf([releaseOf('aa'), releaseOf('bb')]));
    await releaseAll(store, orderOf([releaseOf('aa')], ['bb']));
    const before = await store.all();

    const withdrawn = await releaseAll(store, orderOf([releaseOf('aa')], ['bb']));

    const after = await store.all();
    expect(withdrawn).toEqual([]);
    expect(after.map(({ revision }) => revision)).toEqual(before.map(({ revision }) => revision + 1));
    expect(after.map((one) => ({ ...one, revision: 0 }))).toEqual(
      before.map((one) => ({ ...one, revision: 0 })),
    );
  });

  it('gives a new function to nobody by what may be stored late: its first item', async () => {
    const revisions: [number, boolean][] = [];
    const watched = {
      find: (id: string) => store.find(id),
      replace: (next: FunctionReleases) => {
        revisions.push([next.revision, next.withdrawnAt === undefined]);
        return store.replace(next);
      },
    };

    await releaseAll(watched, orderOf([releaseOf('aa')]));

    expect(revisions).toEqual([
      [1, false],
      [2, true],
    ]);
  });
});
