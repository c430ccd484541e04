import { endpointDataSchema } from '../../../core/model/endpoint-data.ts';

const ID = '5e0c4b0e-7a0f-4a57-9f55-0b8a0f6c1d11';
const record = { endpoint: 'kitchen/drinks', recordId: ID, data: { ml: 330 } };

describe('endpointDataSchema', () => {
  it.each([
    ['a record', record],
    ['a record without an id', { endpoint: 'kitchen/drinks', data: null }],
    ['a record with links', { ...record, links: [record] }],
    ['data that is no object', { ...record, data: [1, 'two', false] }],
  ])('reads %s as it is', (_what, value) => {
    const read = endpointDataSchema.parse(value);

    expect(read).toEqual(value);
  });

  it('reads source dates in any form', () => {
    const read = endpointDataSchema.parse({ ...record, sourceTimestamp: '2024-05-01T10:00:00+0100' });

    expect(read.sourceTimestamp).toBe('2024-05-01T09:00:00.000Z');
  });

  it('takes one level of links', () => {
    const read = endpointDataSchema.parse({ ...record, links: [{ ...record, links: [record] }] });

    expect(read.links).toEqual([record]);
  });

  it.each([
    ['no endpoint', { data: 1 }, ['endpoint']],
    ['no data', { endpoint: 'kitchen/drinks' }, ['data']],
    ['an id that is no UUID', { ...record, recordId: '7' }, ['recordId']],
    ['a path trick', { ...record, endpoint: 'kitchen/../bank' }, ['endpoint']],
    ['a broken link', { ...record, links: [{ data: 1 }] }, ['links', 0, 'endpoint']],
  ])('refuses %s, and names the place', (_what, value, path) => {
    const read = endpointDataSchema.safeParse(value);

    expect(read.error?.issues[0]?.path).toEqual(path);
  });
});
