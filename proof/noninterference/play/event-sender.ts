import { SqsWorkQueues } from '../../../adapters/sqs/work-queues.ts';
import type { DataEvent } from '../../../core/model/data-event.ts';
import type { GroupPseudonyms } from '../../../core/ports.ts';
import type { Observed } from '../observe/recorder.ts';
import { queueClient } from './clients.ts';

/** Sends data events as PDAs do. */
export function eventSender(
  groups: GroupPseudonyms,
  see: (seen: Observed) => void,
): (event: DataEvent) => Promise<void> {
  const client = queueClient('data events queue', (seen) => see({ ...seen, by: `PDA ${seen.about}` }));
  const queues = new SqsWorkQueues(client, { 'data-events': 'data-events', executions: 'executions' });
  return (event) =>
    queues.send({ queue: 'data-events', body: JSON.stringify(event), group: groups.group(event.pda) });
}
