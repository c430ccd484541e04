import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { bundle, configuration, process } from '../src/index.ts';

const schema = JSON.parse(readFileSync(new URL('../activity-record.schema.json', import.meta.url), 'utf8'));

async function aRequest(records: Record<string, unknown[]>) {
  const empty = Object.keys((await bundle()).bundle).map((property) => [property, []]);
  return {
    functionConfiguration: { status: { lastExecution: '2026-11-01T06:00:00.000Z' } },
    request: { data: { ...Object.fromEntries(empty), ...records }, linkRecords: true },
  };
}

describe('data-feed-counter', () => {
  it('publishes the bundle that it asks for', async () => {
    const { dataBundle } = await configuration();

    expect(await bundle()).toEqual(dataBundle);
  });

  it('asks for nine feeds without its own output, without dates, and for nothing but identifiers', async () => {
    const queries = Object.values((await bundle()).bundle).flatMap(({ endpoints }) => endpoints);

    expect(queries).toHaveLength(9);
    expect(queries.map(({ endpoint }) => endpoint)).not.toContain('she/insights/activity-records');
    expect(queries.every((query) => Object.keys(query).join() === 'endpoint,mapping')).toBe(true);
    expect(queries.every(({ mapping }) => Object.keys(mapping).join() === 'id')).toBe(true);
  });

  it('answers with one record that matches its schema', async () => {
    const tweet = {
      endpoint: 'twitter/tweets',
      recordId: '5e0c4b0e-7a0f-4a57-9f55-0b8a0f6c1d11',
      data: { id: 1 },
    };
    const request = await aRequest({ 'twitter/tweets': [tweet, tweet] });
    const ajv = new Ajv.default();
    addFormats.default(ajv);

    const [response, ...others] = await process(request);

    expect(others).toEqual([]);
    expect(response).toMatchObject({
      namespace: 'she',
      endpoint: 'insights/activity-records',
      linkedRecords: [],
    });
    expect(response?.data).toEqual([
      {
        timestamp: expect.any(String),
        since: '2026-11-01T06:00:00.000Z',
        counters: expect.objectContaining({ 'twitter/tweets': 1, 'spotify/feed': 0 }),
      },
    ]);
    expect(ajv.validate(schema, response?.data[0])).toBe(true);
  });

  it.each([null, '', {}, { request: null }, { request: { data: { 'twitter/tweets': [] } } }])(
    'answers %j with nothing to save',
    async (event) => {
      expect(await process(event)).toEqual([]);
    },
  );
});
