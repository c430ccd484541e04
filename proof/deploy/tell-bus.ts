import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { EngineError } from '../../core/errors.ts';
import type { DataEvent } from '../../core/model/data-event.ts';
import type { AwsPlace } from './aws-place.ts';

/** Tells a deployed engine of new data, as PDAs that are on AWS do. @throws EngineError when it was not taken */
export async function tellBus(
  { endpoint, region }: AwsPlace,
  EventBusName: string,
  events: readonly DataEvent[],
): Promise<void> {
  const client = new EventBridgeClient({ region, ...(endpoint === undefined ? {} : { endpoint }) });
  const Entries = events.map((event) => ({
    ...{ EventBusName, Source: 'smart-hat-pda', DetailType: 'Data Saved', Detail: JSON.stringify(event) },
  }));
  const { FailedEntryCount = 0 } = await client
    .send(new PutEventsCommand({ Entries }))
    .finally(() => client.destroy());
  if (FailedEntryCount > 0) throw new EngineError(`EventBridge refused ${FailedEntryCount} data events.`);
}
