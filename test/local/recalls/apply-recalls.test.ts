import { MemoryFunctionCatalogue } from '../../../adapters/memory/function-catalogue.ts';
import { applyRecalls } from '../../../local/recalls/apply-recalls.ts';
import { anEntry, FUNCTION } from '../../support/builders.ts';

/** A catalogue in which these versions are recalled, and how often it was written to since. */
async function catalogueWith(recalledVersions: string[]) {
  const catalogue = new MemoryFunctionCatalogue();
  await catalogue.put(anEntry({ recalledVersions }));
  let writes = 0;
  const { put } = catalogue;
  catalogue.put = (entry) => {
    writes++;
    return put.call(catalogue, entry);
  };
  const recalled = async () => (await catalogue.find(FUNCTION))?.recalledVersions;
  return { catalogue, recalled, writes: () => writes };
}

const of = (functionId: string, ...versions: string[]) =>
  versions.map((version) => ({ functionId, version }));

describe('applyRecalls', () => {
  it.each([
    ['places one', [], ['1.0.0']],
    ['takes one back', ['1.0.0'], []],
    ['does both', ['1.0.0', '1.0.1'], ['1.0.1', '2.0.0']],
  ])('%s', async (_what, before, wanted) => {
    const { catalogue, recalled, writes } = await catalogueWith(before);

    await applyRecalls(catalogue, of(FUNCTION, ...wanted));

    expect([await recalled(), writes()]).toEqual([wanted, 1]);
  });

  it('writes nothing when all is as it should be', async () => {
    const { catalogue, writes } = await catalogueWith(['1.0.0', '2.0.0']);

    await applyRecalls(catalogue, of(FUNCTION, '2.0.0', '1.0.0'));

    expect(writes()).toBe(0);
  });

  it('leaves other functions as they are', async () => {
    const { catalogue, recalled, writes } = await catalogueWith([]);

    await applyRecalls(catalogue, of('unknown-coach', '1.0.0'));

    expect([await recalled(), writes()]).toEqual([[], 0]);
  });
});
