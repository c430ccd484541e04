import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { HmacGroupPseudonyms } from '../../../adapters/crypto/hmac-pseudonyms.ts';
import { EventBridgeOutcomePublisher } from '../../../adapters/eventbridge/outcome-publisher.ts';
import { executionRecord } from '../../../core/execute/record.ts';
import { NO_COUNTS } from '../../../core/model/execution-record.ts';
import { publishedOutcome } from '../../../core/model/published-outcome.ts';
import { localClientConfig } from '../../../local/state/local-client-config.ts';
import { anAttempt, anEntry, later, PDA } from '../../support/builders.ts';
import { type HttpAnswer, type HttpServer, startHttpServer } from '../../support/http-server.ts';

const outcome = publishedOutcome(
  executionRecord(
    { pda: PDA, entry: anEntry(), attempt: anAttempt(), sealed: true, now: later(5) },
    { status: 'failed', counts: NO_COUNTS, errorCode: 'FUNCTION_ERROR' },
  ),
);
const answered = (body: object): HttpAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/x-amz-json-1.1' },
  body: JSON.stringify(body),
});

describe('EventBridgeOutcomePublisher', () => {
  let bus: HttpServer;
  let answer: HttpAnswer;
  let client: EventBridgeClient;
  const publisher = () =>
    new EventBridgeOutcomePublisher(client, 'she-outcomes', new HmacGroupPseudonyms(Buffer.alloc(32)));

  beforeEach(async () => {
    bus = await startHttpServer(() => answer);
    client = new EventBridgeClient(localClientConfig(bus.url));
  });
  afterEach(async () => {
    client.destroy();
    await bus.close();
  });

  it('tells how an execution ended, and not whose it was', async () => {
    answer = answered({ FailedEntryCount: 0, Entries: [{ EventId: '1' }] });

    await publisher().publish(outcome);

    const [entry] = JSON.parse(bus.requests[0]?.body ?? '{}').Entries;
    const { pda, ...detail } = JSON.parse(entry.Detail);
    const { pda: name, ...published } = outcome;
    expect(entry).toMatchObject({
      EventBusName: 'she-outcomes',
      Source: 'smart-hat-engine',
      DetailType: 'Execution Ended',
    });
    expect(detail).toEqual(published);
    expect(pda).toMatch(/^[0-9a-f]{64}$/);
    expect(bus.requests[0]?.body).not.toContain(name);
  });

  it('fails when the bus did not take it', async () => {
    answer = answered({ FailedEntryCount: 1, Entries: [{ ErrorCode: 'InternalFailure' }] });

    const publishing = publisher().publish(outcome);

    await expect(publishing).rejects.toThrow('EventBridge refused the outcome of an execution.');
  });
});
