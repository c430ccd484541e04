import * as z from 'zod/mini';
import { dateTimeSchema } from './date-time.ts';
import { jsonSchema, omittable } from './json.ts';
import { endpointSchema } from './names.ts';

const fields = {
  endpoint: endpointSchema,
  recordId: omittable(z.uuid()),
  sourceTimestamp: omittable(dateTimeSchema),
  sourceUniqueId: omittable(z.string()),
  data: jsonSchema,
};

/** One record as PDAs exchange it; links go one level deep. */
export const endpointDataSchema = z.object({ ...fields, links: omittable(z.array(z.object(fields))) });
export type EndpointData = z.infer<typeof endpointDataSchema>;
