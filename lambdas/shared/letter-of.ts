import type { SQSRecord } from 'aws-lambda';
import type { NewLetter } from '../../core/ports.ts';

/** The letter about a message that can never be worked on, which keeps its place in fair queueing. */
export function letterOf({ body, attributes }: SQSRecord, reason: string): NewLetter {
  return { body, reason, group: attributes?.MessageGroupId };
}
