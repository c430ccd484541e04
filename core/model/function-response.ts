import * as z from 'zod/mini';
import { jsonSchema } from './json.ts';

/** What `process` returns: an array of these; `data` holds the records, each any JSON. */
export const functionResponseSchema = z.array(
  z.object({
    namespace: z.string(),
    endpoint: z.string(),
    data: z.array(jsonSchema),
    linkedRecords: z.array(z.uuid()),
  }),
);
