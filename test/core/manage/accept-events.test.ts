import {
  acceptEvents,
  MOST_CHAINS,
  MOST_EVENT_BYTES,
  MOST_EVENTS,
} from '../../../core/manage/accept-events.ts';
import { jsonBytes } from '../../../core/model/json.ts';
import { aDataEvent, NOW, PDA, uuid } from '../../support/builders.ts';

const accept = (...sent: readonly unknown[]) => acceptEvents(sent, PDA, () => uuid(1));
/** Of as many endpoints as fit, and one more. */
const tooLarge = aDataEvent({
  endpoints: Array.from({ length: MOST_EVENT_BYTES / 16 + 1 }, (_, index) => `kitchen/${1e6 + index}`),
});

describe('acceptEvents', () => {
  it('takes what a PDA tells of itself, under an id of its own', () => {
    const taken = accept(aDataEvent({ eventId: 'of-the-sender' }));

    expect(taken).toEqual({ accepted: 1, events: [aDataEvent({ eventId: uuid(1) })], refused: [] });
  });

  it('sends nothing on but the event: whatever else stands in it stays behind', () => {
    const { events } = accept({ ...aDataEvent(), data: { weight: 80 }, user: 'Asha' });

    expect(events).toEqual([aDataEvent({ eventId: uuid(1) })]);
  });

  it('takes the good ones among bad ones, and names each bad one by its place', () => {
    const taken = accept(aDataEvent({ records: -1 }), aDataEvent(), 'event', aDataEvent({ endpoints: [] }));

    expect(taken.accepted).toBe(1);
    expect(taken.refused.map(({ index }) => index)).toEqual([0, 2, 3]);
  });

  it.each([
    ['no object', null, 'event: Invalid input: expected object, received null'],
    ['without an id', { ...aDataEvent(), eventId: undefined }, 'eventId: Invalid input: expected string'],
    ['of another PDA', aDataEvent({ pda: 'ben.localhost' }), 'pda: must be the one whose token is sent'],
    ['of an endpoint that is none', aDataEvent({ endpoints: ['Kitchen'] }), 'endpoints.0: Endpoint invalid'],
    ['with a date that is none', aDataEvent({ occurredAt: 'today' }), 'occurredAt: must be an ISO 8601 date'],
    ['with a chain of no functions', aDataEvent({ chain: ['!'] }), 'chain.0: must be 2 to 40 characters'],
    ['with an endless chain', aDataEvent({ chain: Array(101).fill('f1') }), 'chain: must name at most 100'],
    ['that is too large', tooLarge, 'larger than 16000 bytes: name its endpoints in several events'],
  ])('refuses one %s, with the reason', (_what, sent, reason) => {
    const { refused } = accept(sent);

    expect(refused).toEqual([{ index: 0, reason: expect.stringContaining(reason) }]);
  });

  it('takes one that is just small enough', () => {
    const room = MOST_EVENT_BYTES - jsonBytes(aDataEvent({ endpoints: ['kitchen/'] }));
    const events = [room, room + 1].map((length) =>
      aDataEvent({ endpoints: [`kitchen/${'x'.repeat(length)}`] }),
    );

    const taken = events.map((event) => accept(event).accepted);

    expect(events.map(jsonBytes)).toEqual([MOST_EVENT_BYTES, MOST_EVENT_BYTES + 1]);
    expect(taken).toEqual([1, 0]);
  });

  it.each([
    [3, /^[^;]+; [^;]+; [^;]+$/],
    [4, /^[^;]+; [^;]+; [^;]+; and 1 more$/],
  ])('tells of %i problems', (problems, reason) => {
    const { refused } = accept(aDataEvent({ endpoints: Array.from({ length: problems }, () => '!') }));

    expect(refused).toEqual([{ index: 0, reason: expect.stringMatching(reason) }]);
  });

  it('I9: quotes nothing of an event, and tells no more than three of its problems', () => {
    const { refused } = accept(aDataEvent({ endpoints: Array.from({ length: 9 }, () => 'SECRET') }));

    expect(refused[0]?.reason).toMatch(/; and 6 more$/);
    expect(JSON.stringify(refused)).not.toContain('SECRET');
  });

  it('says what is wrong with as many as may be within what a Lambda answers', () => {
    const endpoints = Array.from({ length: 20 }, () => '!');
    const chain = ['!', '!'];

    const { refused } = accept(
      ...Array.from({ length: MOST_EVENTS }, () => aDataEvent({ endpoints, chain })),
    );

    const answered = JSON.stringify({ body: JSON.stringify(refused) });
    expect(refused).toHaveLength(MOST_EVENTS);
    expect(Buffer.byteLength(answered)).toBeLessThan(5_000_000);
  });

  it('makes little of 10,000 events', () => {
    const sent = Array.from({ length: 10_000 }, (_, index) => aDataEvent({ eventId: `event-${index}` }));

    const taken = accept(...sent);

    expect(taken).toMatchObject({
      accepted: 10_000,
      events: [{ records: 10_000, endpoints: ['kitchen/drinks'], occurredAt: NOW.toISOString() }],
    });
  });

  it('makes little of 10,000 events of different chains, and says which it takes no more', () => {
    const sent = Array.from({ length: 10_000 }, (_, index) => aDataEvent({ chain: [`f-${index}`] }));

    const { accepted, events, refused } = accept(...sent);

    expect([accepted, events.length, refused.length]).toEqual([
      MOST_CHAINS,
      MOST_CHAINS,
      10_000 - MOST_CHAINS,
    ]);
    expect(refused[0]).toEqual({ index: MOST_CHAINS, reason: expect.stringContaining('chain: ') });
  });

  it('takes what can touch nobody, and sends nothing for it', () => {
    const sent = Array.from({ length: 10_000 }, (_, index) => {
      return aDataEvent({ chain: ['f1', 'f2', 'f3', `f-${index}`] });
    });

    const taken = accept(...sent);

    expect(taken).toEqual({ accepted: 10_000, events: [], refused: [] });
  });
});
