import * as z from 'zod/mini';
import { dateTimeSchema } from '../../../core/model/date-time.ts';
import { type Json, omittable } from '../../../core/model/json.ts';
import { endpointSchema } from '../../../core/model/names.ts';

const fields = {
  endpoint: endpointSchema,
  sourceTimestamp: omittable(dateTimeSchema),
  sourceUniqueId: omittable(z.string()),
  // It has been parsed, so it is JSON: to walk it once more is what most of an import would be spent on.
  data: z.custom<Json>((value) => value !== undefined),
};

const lineSchema = z.object({
  ...fields,
  recordId: omittable(z.guid()),
  links: omittable(z.array(z.object(fields))),
});

/** A record that says itself where it belongs. */
export type ExportedRecord = z.infer<typeof lineSchema>;

/** Reads a record as PDAs exchange them, which is what `she export` writes; undefined when it is anything else. */
export function readExported(value: Json): ExportedRecord | undefined {
  return lineSchema.safeParse(value).data;
}
