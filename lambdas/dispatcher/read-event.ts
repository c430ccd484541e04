import { type DataEvent, dataEventSchema } from '../../core/model/data-event.ts';

/** Reads the body of a message. @returns the event, or why it is none */
export function readEvent(body: string): DataEvent | string {
  try {
    const read = dataEventSchema.safeParse(JSON.parse(body));
    if (read.success) return read.data;
    return `Data event: ${read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ')}`;
  } catch {
    return 'Data event: not JSON';
  }
}
