import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { AjvOutputSchemas } from '../../adapters/json-schema/output-schemas.ts';
import { checkResult } from '../../core/execute/result-check.ts';
import { isBundleInScope } from '../../core/execute/scope-check.ts';
import { feedItemOf } from '../../core/manage/feed-item-of.ts';
import { type BundleQuery, dataBundleSchema } from '../../core/model/data-bundle.ts';
import { previewedFeed } from '../../core/model/feed-path.ts';
import { functionConfigurationSchema } from '../../core/model/function-configuration.ts';
import { functionResponseSchema } from '../../core/model/function-response.ts';
import type { Json } from '../../core/model/json.ts';
import { loadRegistry } from '../../functions-registry/load-registry.ts';
import type { RegisteredFunction } from '../../functions-registry/registry.ts';

const DIRECTORY = new URL('../../functions-registry', import.meta.url).pathname;
const RECORD = '5e0c4b0e-7a0f-4a57-9f55-0b8a0f6c1d11';
const PYTHON = `
import importlib, json, sys
module, function, event = sys.argv[1:]
print(json.dumps(getattr(importlib.import_module(module), function)(json.loads(event), None)))
`;

let functions: readonly RegisteredFunction[];

beforeAll(async () => {
  functions = (await loadRegistry(DIRECTORY, { build: true })).functions;
});

function shipped(id: string): RegisteredFunction {
  const found = functions.find(({ manifest }) => manifest.id === id);
  if (!found) throw new Error(`${id} is not in the registry`);
  return found;
}

/** Calls a function's handler as its Lambda runtime would, in its package. */
async function call(
  { manifest, directory }: RegisteredFunction,
  handler: string,
  event: Json,
): Promise<Json> {
  const [module = '', name = ''] = handler.split('.');
  const code = join(directory, manifest.code);
  if (manifest.runtime.startsWith('nodejs')) {
    const loaded = await import(pathToFileURL(join(code, `${module}.mjs`)).href);
    return JSON.parse(JSON.stringify(await loaded[name](event)));
  }
  const args = ['-B', '-c', PYTHON, module, name, JSON.stringify(event)];
  const { stdout } = await promisify(execFile)('python3', args, { cwd: code });
  return JSON.parse(stdout);
}

/** One record for each property of a bundle, mapped as the PDA would. */
function dataFor(bundle: BundleQuery, record: Record<string, Json>): Json {
  return Object.fromEntries(
    Object.entries(bundle).map(([property, { endpoints }]) => {
      const [query] = endpoints;
      return [property, [{ endpoint: query?.endpoint ?? '', recordId: RECORD, data: record }]];
    }),
  );
}

describe.each(['data-feed-counter', 'sentiment-tracker'])('%s', (id) => {
  it('publishes a valid configuration that agrees with its manifest and does not enable itself', async () => {
    const { manifest, ...rest } = shipped(id);

    const published = await call({ manifest, ...rest }, manifest.handlers.configuration, '');

    const configuration = functionConfigurationSchema.parse(published);
    expect(configuration).toMatchObject({ id, info: { version: manifest.version } });
    expect(configuration.status).toEqual({ available: true, enabled: false });
  });

  it('asks for its published bundle whatever the dates, within what its manifest allows', async () => {
    const one = shipped(id);
    const { namespace, endpoint, allowSubpaths, reads = [], handlers } = one.manifest;

    const dates = { fromDate: '2026-05-22T00:00:00.000Z', untilDate: '2027-02-22T00:00:00.000Z' };
    const answers = [await call(one, handlers.bundle, dates), await call(one, handlers.bundle, {})];

    const { dataBundle } = functionConfigurationSchema.parse(await call(one, handlers.configuration, ''));
    expect(answers.map((answer) => dataBundleSchema.parse(answer))).toEqual([dataBundle, dataBundle]);
    expect(isBundleInScope(dataBundle.bundle, { reads, namespace, endpoint, allowSubpaths })).toBe(true);
  });

  it('answers with records that the engine accepts, also when texts hold URLs and markup', async () => {
    const one = shipped(id);
    const { namespace, endpoint, allowSubpaths, reads = [], handlers } = one.manifest;
    const { bundle } = dataBundleSchema.parse(await call(one, handlers.bundle, {}));
    const record = {
      id: 1,
      text: 'I <b>love</b> https://example.org',
      timestamp: '2026-11-20T08:15:00+01:00',
    };

    const request = { data: dataFor(bundle, record), linkRecords: true };
    const answer = await call(one, handlers.process, { functionConfiguration: {}, request });

    const scope = { reads, namespace, endpoint, allowSubpaths };
    const entry = { scope, outputSchema: one.outputSchema } as Parameters<typeof checkResult>[1];
    const accepted = await checkResult(answer, entry, new AjvOutputSchemas());
    expect(accepted.length).toBeGreaterThan(0);
    expect(new Set(accepted.map((item) => item.endpoint))).toEqual(new Set([`${namespace}/${endpoint}`]));
  });
});

describe('in the feed', () => {
  const record = { id: 1, text: 'I love it', timestamp: '2026-11-20T08:15:00.000Z' };

  it.each([
    ['data-feed-counter', 'she/activity-records', { title: { text: 'New in your data feeds' } }],
    ['sentiment-tracker', 'she/sentiments', { content: { text: 'I love it' } }],
  ])('%s shows what it derives at %s', async (id, path, shown) => {
    const one = shipped(id);
    const { handlers, namespace } = one.manifest;
    const { info, dataBundle } = functionConfigurationSchema.parse(
      await call(one, handlers.configuration, ''),
    );
    const request = { data: dataFor(dataBundle.bundle, record), linkRecords: true };
    const answer = await call(one, handlers.process, { functionConfiguration: {}, request });
    const [derived] = functionResponseSchema.parse(answer).flatMap(({ data }) => data);

    const item = one.feed && feedItemOf(one.feed, namespace, derived ?? null);

    expect(previewedFeed(info.dataPreviewEndpoint)).toBe(path);
    expect(item).toMatchObject({ source: 'she', types: ['insight'], ...shown });
  });

  it('data-feed-counter shows the number of each of its feeds', async () => {
    const one = shipped('data-feed-counter');
    const { dataBundle } = functionConfigurationSchema.parse(
      await call(one, one.manifest.handlers.configuration, ''),
    );
    const counters = Object.fromEntries(Object.keys(dataBundle.bundle).map((feed, index) => [feed, index]));
    const data = { timestamp: '2026-11-20T08:15:00.000Z', counters };

    const item = one.feed && feedItemOf(one.feed, 'she', data);

    const badges = Object.values(item?.content?.nestedStructure ?? {}).flat();
    expect(badges.map(({ badge }) => badge).sort()).toEqual(Object.values(counters).map(String).sort());
    expect(item?.title).not.toHaveProperty('subtitle');
  });
});
