import { dataEventSchema } from '../../../core/model/data-event.ts';
import { aDataEvent } from '../../support/builders.ts';

describe('dataEventSchema', () => {
  it.each([
    ['saved by the owner', aDataEvent()],
    ['derived by functions', aDataEvent({ chain: ['hydration-coach', 'sleep-coach'] })],
    ['without records', aDataEvent({ records: 0 })],
  ])('reads an event of data %s', (_what, event) => {
    const read = dataEventSchema.parse(event);

    expect(read).toEqual(event);
  });

  it.each([
    ['eventId', ''],
    ['eventId', 'x'.repeat(129)],
    ['pda', 'Asha.localhost'],
    ['pda', undefined],
    ['endpoints', []],
    ['endpoints', ['Kitchen']],
    ['records', -1],
    ['records', 1.5],
    ['occurredAt', 'soon'],
    ['chain', ['Not An Id']],
    ['chain', 'hydration-coach'],
  ])('refuses an event with %s %j, and names it', (field, value) => {
    const read = dataEventSchema.safeParse({ ...aDataEvent(), [field]: value });

    expect(read.error?.issues[0]?.path[0]).toBe(field);
  });

  it('carries no field it does not know, and so no data', () => {
    const read = dataEventSchema.parse({ ...aDataEvent(), data: [{ ml: 330 }] });

    expect(read).toEqual(aDataEvent());
  });
});
