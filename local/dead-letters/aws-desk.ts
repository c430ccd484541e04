import { randomUUID } from 'node:crypto';
import { DynamoStatusStore } from '../../adapters/dynamodb/status-store.ts';
import { SqsDeadLetterBox } from '../../adapters/sqs/dead-letter-box.ts';
import { SqsWorkQueues } from '../../adapters/sqs/work-queues.ts';
import type { Clients } from '../../lambdas/shared/clients.ts';
import type { DeadLetterDesk } from './desk.ts';
import { redriveOrTell } from './redrive-or-tell.ts';
import type { StackOutputs } from './stack-outputs.ts';

/** The dead letters of an engine on AWS, handled with the credentials of whoever calls. */
export function openAwsDesk(
  { dynamo, sqs }: Pick<Clients, 'dynamo' | 'sqs'>,
  outputs: StackOutputs,
  onError: (error: unknown) => void,
): DeadLetterDesk {
  const box = new SqsDeadLetterBox(sqs, {
    'data-events': outputs.DataEventsDeadLettersUrl,
    executions: outputs.ExecutionsDeadLettersUrl,
  });
  const queues = new SqsWorkQueues(sqs, {
    'data-events': outputs.DataEventsQueueUrl,
    executions: outputs.ExecutionsQueueUrl,
  });
  const statuses = new DynamoStatusStore(dynamo, outputs.StatusTableName, () => undefined);
  const deps = { statuses, queues, now: () => new Date(), newId: randomUUID };
  return {
    letters: () => box.letters(),
    redrive: async (letters) => {
      const answer = [];
      for (const letter of letters) {
        answer.push({ letterId: letter.id, outcome: await redriveOrTell({ deps, box, onError }, letter) });
      }
      return answer;
    },
    close: () => box.close(),
  };
}
