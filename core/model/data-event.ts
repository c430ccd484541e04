import * as z from 'zod/mini';
import { dateTimeSchema } from './date-time.ts';
import { endpointSchema, functionIdSchema, pdaNameSchema } from './names.ts';

/** Tells that a PDA has saved records; carries none of them. `chain` names the functions whose output they are. */
export const dataEventSchema = z.object({
  eventId: z.string().check(z.minLength(1), z.maxLength(128)),
  pda: pdaNameSchema,
  endpoints: z.array(endpointSchema).check(z.minLength(1, 'must name at least one endpoint')),
  records: z.int().check(z.nonnegative()),
  occurredAt: dateTimeSchema,
  chain: z.optional(z.array(functionIdSchema)),
});
export type DataEvent = z.infer<typeof dataEventSchema>;

/** Derived data may lead to derived data this often; longer chains end. */
export const LONGEST_CHAIN = 3;
