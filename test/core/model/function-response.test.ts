import { functionResponseSchema } from '../../../core/model/function-response.ts';

const response = {
  namespace: 'coach',
  endpoint: 'insights/hydration',
  data: [{ day: '2024-05-05', ml: 330 }, null, 'text'],
  linkedRecords: ['5e0c4b0e-7a0f-4a57-9f55-0b8a0f6c1d11'],
};

describe('functionResponseSchema', () => {
  it.each([
    ['nothing to save', []],
    ['several responses', [response, { ...response, data: [], linkedRecords: [] }]],
  ])('reads %s', (_what, value) => {
    const read = functionResponseSchema.parse(value);

    expect(read).toEqual(value);
  });

  it.each(['namespace', 'endpoint', 'data', 'linkedRecords'])('refuses a response without %s', (field) => {
    const read = functionResponseSchema.safeParse([{ ...response, [field]: undefined }]);

    expect(read.error?.issues[0]?.path).toEqual([0, field]);
  });

  it.each([
    ['one response without its list', response],
    ['data that is no list', [{ ...response, data: {} }]],
    ['linked records that are no UUIDs', [{ ...response, linkedRecords: ['1'] }]],
    ['null', null],
    ['a text', 'done'],
  ])('refuses %s', (_what, value) => {
    const read = functionResponseSchema.safeParse(value);

    expect(read.success).toBe(false);
  });
});
