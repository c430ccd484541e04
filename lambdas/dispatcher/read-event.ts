import { type DataEvent, dataEventSchema } from '../../core/model/data-event.ts';
import { explainIssues } from '../shared/explain-issues.ts';

/** Reads the body of a message. @returns the event, or why it is none */
export function readEvent(body: string): DataEvent | string {
  try {
    const read = dataEventSchema.safeParse(JSON.parse(body));
    return read.success ? read.data : explainIssues('Data event', read.error.issues);
  } catch {
    return 'Data event: not JSON';
  }
}
