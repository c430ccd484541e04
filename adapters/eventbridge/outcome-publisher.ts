import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { EngineError } from '../../core/errors.ts';
import type { PublishedOutcome } from '../../core/model/published-outcome.ts';
import type { GroupPseudonyms, OutcomePublisher } from '../../core/ports.ts';

/** Publishes how executions ended on an event bus; the PDA appears there as a pseudonym. */
export class EventBridgeOutcomePublisher implements OutcomePublisher {
  readonly #client: EventBridgeClient;
  readonly #busName: string;
  readonly #groups: GroupPseudonyms;

  constructor(client: EventBridgeClient, busName: string, groups: GroupPseudonyms) {
    this.#client = client;
    this.#busName = busName;
    this.#groups = groups;
  }

  async publish(outcome: PublishedOutcome): Promise<void> {
    const detail = { ...outcome, pda: this.#groups.group(outcome.pda) };
    const entry = {
      EventBusName: this.#busName,
      Source: 'smart-hat-engine',
      DetailType: 'Execution Ended',
      Detail: JSON.stringify(detail),
    };
    const { FailedEntryCount = 0 } = await this.#client.send(new PutEventsCommand({ Entries: [entry] }));
    if (FailedEntryCount > 0) throw new EngineError('EventBridge refused the outcome of an execution.');
  }
}
