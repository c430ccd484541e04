import * as z from 'zod/mini';
import { endpointDataSchema } from '../../core/model/endpoint-data.ts';
import { type Json, omittable } from '../../core/model/json.ts';

/** A value within a reply. It was parsed, so it is JSON: to walk it once more would take far longer than that took. */
export const repliedJsonSchema = z.custom<Json>((value) => value !== undefined);

const linkedSchema = z.extend(z.omit(endpointDataSchema, { links: true }), { data: repliedJsonSchema });

/** A record as PDAs tell of it. */
export const repliedRecordSchema = z.extend(linkedSchema, { links: omittable(z.array(linkedSchema)) });
