import { manifestSchema } from '../../../core/model/manifest.ts';
import { aManifest } from '../../support/manifest-builder.ts';

describe('manifestSchema', () => {
  it('fills in what a manifest leaves out', () => {
    const read = manifestSchema.parse(aManifest());

    expect(read).toEqual({
      ...aManifest(),
      architecture: 'arm64',
      memory: 128,
      timeout: 60,
      ephemeralStorage: 512,
      runOnEmpty: false,
      allowSubpaths: false,
      experimental: false,
    });
  });

  it.each([
    { memory: 3008 },
    { memory: 10_240, largeMemory: 'holds a language model' },
    { timeout: 1 },
    { timeout: 300 },
    { ephemeralStorage: 10_240 },
    { maxRecords: 1 },
    { reads: [{ endpoint: 'twitter/tweets', fields: ['text', 'user.name'] }] },
    { architecture: 'x86_64' },
    { build: ['mvn', 'package'] },
  ])('keeps %j', (change) => {
    const read = manifestSchema.parse(aManifest(change));

    expect(read).toMatchObject(change);
  });

  it.each([
    [{ memory: 127 }, 'memory'],
    [{ memory: 3009 }, 'memory'],
    [{ memory: 10_241, largeMemory: 'holds a language model' }, 'memory'],
    [{ timeout: 0 }, 'timeout'],
    [{ timeout: 301 }, 'timeout'],
    [{ timeout: 1.5 }, 'timeout'],
    [{ ephemeralStorage: 511 }, 'ephemeralStorage'],
    [{ ephemeralStorage: 10_241 }, 'ephemeralStorage'],
    [{ maxRecords: 0 }, 'maxRecords'],
    [{ reads: [] }, 'reads'],
    [{ reads: [{ endpoint: 'twitter/tweets', fields: [] }] }, 'reads.0.fields'],
    [{ runtime: 'nodejs12.x' }, 'runtime'],
    [{ architecture: 'arm' }, 'architecture'],
    [{ handlers: { process: 'index.process', bundle: 'index.bundle' } }, 'handlers.configuration'],
    [{ namespace: 'she/insights' }, 'namespace'],
    [{ experimental: 'yes' }, 'experimental'],
    [{ build: [] }, 'build'],
    [{ code: '' }, 'code'],
  ])('refuses %j', (change, place) => {
    const read = manifestSchema.safeParse(aManifest(change));

    expect(read.error?.issues.map((issue) => issue.path.join('.'))).toEqual([place]);
  });

  it('refuses a field it does not know, since that is a slip', () => {
    const read = manifestSchema.safeParse(aManifest({ memorySize: 256 }));

    expect(read.error?.issues).toMatchObject([{ code: 'unrecognized_keys', keys: ['memorySize'] }]);
  });

  it('says that large memory needs a reason', () => {
    const read = manifestSchema.safeParse(aManifest({ memory: 4096 }));

    expect(read.error?.issues[0]?.message).toBe('above 3008 needs "largeMemory" with the reason');
  });

  it.each(['id', 'version', 'namespace', 'endpoint', 'runtime', 'code', 'handlers'])(
    'refuses a manifest without %s',
    (field) => {
      const read = manifestSchema.safeParse(aManifest({ [field]: undefined }));

      expect(read.error?.issues[0]?.path[0]).toBe(field);
    },
  );
});
