import { MemoryReleaseStore } from '../../../adapters/memory/release-store.ts';
import type { FunctionReleases } from '../../../core/model/function-releases.ts';
import { recallAtStage, type StageRecall } from '../../../local/recalls/recall-at-stage.ts';
import { aVersion, FUNCTION, someReleases } from '../../support/builders.ts';

const ON_TRIAL = { candidate: { entry: aVersion({ version: '2.0.0' }), percentage: 10 } };

describe('recallAtStage', () => {
  let store: MemoryReleaseStore;
  const storing = (change: Partial<FunctionReleases>) => store.replace(someReleases(change));
  const recalling = (version: string | undefined, change: Partial<StageRecall> = {}) =>
    recallAtStage(store, { functionId: FUNCTION, version, isUndone: false, isReplaced: false, ...change });
  const recalled = () => store.get(FUNCTION)?.recalledVersions;

  beforeEach(() => {
    store = new MemoryReleaseStore();
  });

  it.each<[string, Partial<FunctionReleases>, string | undefined, string]>([
    ['the one there is', {}, undefined, '1.0.0'],
    ['one on trial', ON_TRIAL, '2.0.0', '2.0.0'],
    ['one that is recalled already', { recalledVersions: ['0.9.0'] }, '0.9.0', '0.9.0'],
  ])('recalls %s', async (_what, releases, version, expected) => {
    await storing(releases);

    const said = await recalling(version);

    expect([said, recalled()]).toEqual([expected, [expected]]);
  });

  it('recalls one that was replaced, where the operator says that it was', async () => {
    await storing({});

    const said = await recalling('0.9.0', { isReplaced: true });

    expect([said, recalled()]).toEqual(['0.9.0', ['0.9.0']]);
  });

  it('recalls nothing that nobody has, and says who has what', async () => {
    await storing(ON_TRIAL);

    const recall = recalling('9.9.9');

    await expect(recall).rejects.toThrow(
      `nobody has ${FUNCTION} 9.9.9. Everybody has 1.0.0, 2.0.0 is on trial`,
    );
    expect(recalled()).toEqual([]);
  });

  it('takes a recall back', async () => {
    await storing({ recalledVersions: ['0.9.0', '1.0.0'] });

    const said = await recalling('0.9.0', { isUndone: true });

    expect([said, recalled()]).toEqual(['0.9.0', ['1.0.0']]);
  });

  it('takes the only recall back, whoever has that version', async () => {
    await storing({ ...ON_TRIAL, recalledVersions: ['0.9.0'] });

    const said = await recalling(undefined, { isUndone: true });

    expect([said, recalled()]).toEqual(['0.9.0', []]);
  });

  it.each<[string, readonly string[], string | undefined, string]>([
    ['a version that is not recalled', ['0.9.0'], '9.9.9', '9.9.9 is not recalled, but 0.9.0 is: correct'],
    [
      'what everybody has',
      ['0.8.0', '0.9.0'],
      '1.0.0',
      '1.0.0 is not recalled, but 0.8.0, 0.9.0 are: correct',
    ],
    ['a version where none is', [], '1.0.0', `no version of ${FUNCTION} is recalled`],
    ['any where none is', [], undefined, `no version of ${FUNCTION} is recalled`],
    ['any where several are', ['0.8.0', '0.9.0'], undefined, '0.8.0, 0.9.0 are recalled: say which'],
  ])('takes nothing back for %s, and says what is recalled', async (_what, before, version, sentence) => {
    await storing({ recalledVersions: [...before] });

    const undone = recalling(version, { isUndone: true });

    await expect(undone).rejects.toThrow(sentence);
    expect(recalled()).toEqual(before);
  });

  it('does not guess which version is meant', async () => {
    await storing(ON_TRIAL);

    const recall = recalling(undefined);

    await expect(recall).rejects.toThrow('has 1.0.0, and 2.0.0 on trial: say which with --version');
    expect(recalled()).toEqual([]);
  });

  it('says that there is no such function', async () => {
    await expect(recalling('1.0.0', { functionId: 'no-coach' })).rejects.toThrow(
      'no-coach was never deployed there',
    );
  });
});
