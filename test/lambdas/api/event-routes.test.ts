import { MOST_EVENTS } from '../../../core/manage/accept-events.ts';
import { aDataEvent, PDA } from '../../support/builders.ts';
import { BASE, ManagementApi } from '../../support/management-api.ts';
import { MemoryEngine } from '../../support/memory-engine.ts';
import { ownerClaims } from '../../support/owner-tokens.ts';

const EVENTS = `${BASE}/events`;
const platform = ownerClaims({ accessScope: 'platform' });

describe('/events', () => {
  let api: ManagementApi;
  let engine: MemoryEngine;
  const post = async (body: string, token = api.token, granted = {}) =>
    api.call(engine, EVENTS, { method: 'POST', headers: { 'X-Auth-Token': token }, body, granted });

  beforeEach(async () => {
    api = await ManagementApi.create();
    engine = await MemoryEngine.started();
  });

  it("takes one event with the PDA's own token, and has sent it on when it answers", async () => {
    const answer = await post(JSON.stringify(aDataEvent()), await api.tokenOf(platform));

    expect(answer).toEqual({ status: 202, body: { accepted: 1, refused: [] } });
    expect(api.events).toMatchObject([{ pda: PDA, endpoints: ['kitchen/drinks'], records: 1 }]);
  });

  it("takes a list with the owner's token, refusing the bad ones by their places", async () => {
    const answer = await post(JSON.stringify([aDataEvent(), aDataEvent({ pda: 'ben.localhost' })]));

    const reason = 'pda: must be the one whose token is sent';
    expect(answer).toEqual({ status: 202, body: { accepted: 1, refused: [{ index: 1, reason }] } });
    expect(api.events).toHaveLength(1);
  });

  it('refuses events of which none is good, and says what is wrong with each', async () => {
    const answer = await post(JSON.stringify([{}, aDataEvent({ pda: 'ben.localhost' })]));

    expect(answer).toMatchObject({
      status: 400,
      body: {
        message: 'Bad Request',
        cause: 'None of the events can be read',
        refused: [{ index: 0 }, { index: 1 }],
      },
    });
    expect(api.events).toEqual([]);
  });

  it('takes no events, too', async () => {
    const answer = await post('[]');

    expect(answer).toEqual({ status: 202, body: { accepted: 0, refused: [] } });
  });

  it('takes as many as may be in one request', async () => {
    const many = Array.from({ length: MOST_EVENTS }, (_, index) => aDataEvent({ eventId: `e-${index}` }));

    const answer = await post(JSON.stringify(many));

    expect(answer).toEqual({ status: 202, body: { accepted: MOST_EVENTS, refused: [] } });
    expect(api.events).toMatchObject([{ records: MOST_EVENTS }]);
  });

  it.each([
    ['more events', JSON.stringify(Array(MOST_EVENTS + 1).fill(0)), 'The body holds 10001 events'],
    ['more bytes', ' '.repeat(4 * 1024 * 1024 + 1), 'The body is larger than 4 MB'],
  ])('refuses %s than may be in one request', async (_what, body, cause) => {
    const answer = await post(body);

    expect(answer).toEqual({
      status: 413,
      body: {
        ...{ message: 'Payload Too Large', cause },
        details: ['Send them in several requests, of at most 10000 events and 4 MB each.'],
      },
    });
  });

  it.each(['', '{', 'SECRET'])('refuses a body that is no JSON without a word of it: %j', async (body) => {
    const answer = await post(body);

    const cause = 'The body is not JSON';
    const details = ['Send one data event, or a list of them.'];
    expect(answer).toEqual({ status: 400, body: { message: 'Bad Request', cause, details } });
  });

  it.each([
    ['an application, whatever it was granted', { application: 'app', applicationVersion: '1.0.0' }],
    ['a token for another service', { accessScope: 'validate' }],
  ])('lets nobody else speak for a PDA: %s', async (_what, change) => {
    const { resource, accessScope, ...claims } = ownerClaims();
    const others = 'application' in change ? claims : { ...claims, resource, accessScope };
    const granted = { app: [{ role: 'owner' }, { role: 'platform' }] };

    const { status } = await post(
      JSON.stringify(aDataEvent()),
      await api.tokenOf({ ...others, ...change }),
      granted,
    );

    expect([401, 403]).toContain(status);
    expect(api.events).toEqual([]);
  });

  it('tells nobody by GET', async () => {
    const { status } = await api.call(engine, EVENTS);

    expect(status).toBe(404);
  });
});
