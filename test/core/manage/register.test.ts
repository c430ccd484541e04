import { InvalidInput } from '../../../core/errors.ts';
import { functionNames, type Registration, register } from '../../../core/manage/register.ts';
import type { Json } from '../../../core/model/json.ts';
import { manifestSchema } from '../../../core/model/manifest.ts';
import { aConfiguration, CODE_HASH, FUNCTION } from '../../support/builders.ts';
import { aFeedMapping } from '../../support/feed.ts';
import { aManifest } from '../../support/manifest-builder.ts';

const PLACE = { id: FUNCTION, version: '1.0.0', namespace: 'coach', endpoint: 'insights/hydration' };

function registration(
  change: Partial<Registration> = {},
  manifest: Record<string, unknown> = {},
): Registration {
  return {
    manifest: manifestSchema.parse(aManifest({ ...PLACE, ...manifest })),
    codeHash: CODE_HASH,
    published: aConfiguration() as unknown as Json,
    prefix: 'she',
    qualifiers: { process: '7', bundle: '8' },
    ...change,
  };
}

function problemsOf(wanted: Registration): readonly string[] {
  try {
    register(wanted);
  } catch (error) {
    if (error instanceof InvalidInput) return error.problems;
    throw error;
  }
  return [];
}

describe('register', () => {
  it('makes an entry of what the manifest allows and the function publishes', () => {
    const outputSchema = { type: 'object' };

    const entry = register(registration({ outputSchema }, { timeout: 30, maxRecords: 5, runOnEmpty: true }));

    expect(entry).toEqual({
      id: FUNCTION,
      version: '1.0.0',
      configuration: aConfiguration(),
      scope: {
        reads: [{ endpoint: 'kitchen/drinks' }],
        namespace: 'coach',
        endpoint: 'insights/hydration',
        allowSubpaths: false,
      },
      codeHash: CODE_HASH,
      process: { functionName: 'she-hydration-coach', qualifier: '7' },
      bundle: { functionName: 'she-hydration-coach-bundle', qualifier: '8' },
      timeout: 30,
      maxRecords: 5,
      runOnEmpty: true,
      outputSchema,
      available: true,
    });
  });

  it('takes the most it may read from the manifest, where that says so', () => {
    const reads = [{ endpoint: 'kitchen/drinks' }, { endpoint: 'fitbit/sleep', fields: ['efficiency'] }];

    const entry = register(registration({}, { reads, allowSubpaths: true }));

    expect(entry.scope).toMatchObject({ reads, allowSubpaths: true });
  });

  it('else from the published bundle, links included', () => {
    const endpoints = [{ endpoint: 'kitchen/drinks', links: [{ endpoint: 'kitchen/photos' }] }];
    const published = aConfiguration({ dataBundle: { name: 'x', bundle: { drinks: { endpoints } } } });

    const entry = register(registration({ published: published as unknown as Json }));

    expect(entry.scope.reads).toEqual([{ endpoint: 'kitchen/drinks' }, { endpoint: 'kitchen/photos' }]);
  });

  it('is unavailable when the function says so', () => {
    const published = aConfiguration({ status: { available: false, enabled: false } });

    const entry = register(registration({ published: published as unknown as Json }));

    expect(entry.available).toBe(false);
  });

  it('names every disagreement at once, with its remedy', () => {
    const manifest = { id: 'other-coach', version: '2.0.0', reads: [{ endpoint: 'fitbit/sleep' }] };

    const problems = problemsOf(registration({}, manifest));

    expect(problems).toEqual([
      'configuration.id is "hydration-coach", function.json says "other-coach": make them equal',
      'configuration.info.version is 1.0.0, function.json says 2.0.0: make them equal',
      'configuration.dataBundle asks for more than "reads" in function.json allows: widen one or narrow the other',
    ]);
  });

  it('names every field that is missing at once', () => {
    const { info, status, ...published } = aConfiguration();

    const problems = problemsOf(
      registration({ published: { ...published, trigger: {} } as unknown as Json }),
    );

    expect(problems.map((problem) => problem.split(':')[0])).toEqual([
      'configuration.info',
      'configuration.trigger.triggerType',
      'configuration.status',
    ]);
  });

  it('names the function that it refuses', () => {
    const registering = () => register(registration({}, { version: '2.0.0' }));

    expect(registering).toThrow(/^Function hydration-coach: configuration\.info\.version/);
  });

  it.each([null, 'done', [], { statusCode: 200, body: '{}' }])(
    'refuses %j for a configuration',
    (published) => {
      const problems = problemsOf(registration({ published }));

      expect(problems.length).toBeGreaterThan(0);
    },
  );
});

describe('functionNames', () => {
  it('are those that published functions expect', () => {
    const names = functionNames('drops-dev', 'busy-time');

    expect(names).toEqual({
      process: 'drops-dev-busy-time',
      configuration: 'drops-dev-busy-time-configuration',
      bundle: 'drops-dev-busy-time-bundle',
    });
  });

  it.each([
    ['where its configuration previews it', '/she/feed/coach/hydration', undefined, 'coach/hydration'],
    ['where its mapping says', undefined, 'coach/drinks', 'coach/drinks'],
    ['where both say', '/she/feed/coach/drinks', 'coach/drinks', 'coach/drinks'],
    ['where its mapping says, beside a preview of other things', '/data/x', 'coach/drinks', 'coach/drinks'],
  ])('shows what it derives %s', (_where, dataPreviewEndpoint, path, shownAt) => {
    const feed = aFeedMapping({ path });
    const { info } = aConfiguration();
    const published = aConfiguration({ info: { ...info, dataPreviewEndpoint } }) as unknown as Json;

    const entry = register(registration({ feed, published }));

    expect(entry.feed).toEqual({ path: shownAt, mapping: feed });
  });

  it.each([
    ['at no path', undefined, undefined, 'its feed has no path: publish info.dataPreviewEndpoint as'],
    ['elsewhere than it previews', '/she/feed/coach', 'coach/drinks', 'make them equal'],
  ])('refuses a function that shows what it derives %s', (_where, dataPreviewEndpoint, path, problem) => {
    const feed = aFeedMapping({ path });
    const { info } = aConfiguration();
    const published = aConfiguration({ info: { ...info, dataPreviewEndpoint } }) as unknown as Json;

    const problems = problemsOf(registration({ feed, published }));

    expect(problems).toEqual([expect.stringContaining(problem)]);
  });
});
