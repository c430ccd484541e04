import { type DataEvent, dataEventSchema } from '../../core/model/data-event.ts';
import { readMessage } from '../shared/read-message.ts';

/** @returns the event that the body of a message holds, or why it holds none */
export function readEvent(body: string): DataEvent | string {
  return readMessage('Data event', dataEventSchema, body);
}
