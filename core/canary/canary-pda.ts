import * as z from 'zod/mini';
import { type BundleQuery, bundleQuerySchema, type PropertyQuery } from '../model/data-bundle.ts';
import type { EndpointData } from '../model/endpoint-data.ts';
import { isJsonObject, type Json, jsonSchema } from '../model/json.ts';
import { endpointSchema, functionIdSchema } from '../model/names.ts';
import type { WindowPage } from '../pda-ports.ts';
import { CANARY_FUNCTION, type CanaryItem, type StoredRecord, withRecords } from './canary-item.ts';

/**
 * What the canary's PDA does for the engine: `data-window/1` and `data-derived/1` of docs/openapi/pda-additions.json, for
 * one function and a few hours of records.
 */

const cursorSchema = z.pipe(
  z.string().check(z.regex(/^c\d{1,15}$/, 'is no cursor of this PDA')),
  z.transform((cursor: string): number => Number(cursor.slice(1))),
);
const cursorOf = (place: number) => `c${place}`;

export const windowRequestSchema = z.object({
  functionId: functionIdSchema,
  bundle: bundleQuerySchema,
  after: z.optional(cursorSchema),
  until: z.optional(cursorSchema),
  limit: z._default(z.int().check(z.minimum(1), z.maximum(10_000)), 500),
});
export type WindowRequest = z.infer<typeof windowRequestSchema>;

export const derivedRequestSchema = z.object({
  functionId: z.literal(CANARY_FUNCTION),
  executionId: z.uuid(),
  fence: z.int().check(z.nonnegative()),
  chain: z.array(functionIdSchema),
  records: z.array(
    z.object({
      ...{ id: z.uuid(), data: jsonSchema, endpoint: endpointSchema },
      linkedRecords: z.array(z.uuid()),
    }),
  ),
});
export type DerivedRequest = z.infer<typeof derivedRequestSchema>;

/** Whether every property asks for whole records, or some of their fields under their own names, and no more. */
export function isEvaluable(bundle: BundleQuery): boolean {
  return Object.values(bundle).every(({ endpoints, orderBy }) =>
    endpoints.every(
      ({ mapping, filters, links }) =>
        orderBy === undefined && !filters?.length && !links?.length && fieldsOf(mapping) !== undefined,
    ),
  );
}

/** One page of what a bundle that is evaluable asks for. */
export function readWindow(item: CanaryItem, request: WindowRequest): WindowPage {
  const { functionId, after = 0, until = item.places, limit } = request;
  const inWindow = item.records.filter(
    ({ place, chain }) => place > after && place <= until && chain.at(-1) !== functionId,
  );
  const asked = inWindow.filter((record) => rowsOf(record, request.bundle).length > 0);
  const page = asked.slice(0, limit);
  const last = page.at(-1);
  return {
    asOf: cursorOf(item.places),
    rows: page.flatMap((record) => rowsOf(record, request.bundle)),
    ...(last && asked.length > page.length ? { next: cursorOf(last.place) } : {}),
  };
}

/** All of a batch, or nothing: `fenced` when a newer run has been here. */
export function writeDerived(
  item: CanaryItem,
  { fence, chain, records }: DerivedRequest,
  now: Date,
): CanaryItem | 'fenced' {
  if (fence < item.fence) return 'fenced';
  const added = records.map(({ id, data, endpoint }) => ({ recordId: id, data, endpoint, chain }));
  return { ...withRecords(item, added, now), fence };
}

function rowsOf({ place, recordId, endpoint, data, chain }: StoredRecord, bundle: BundleQuery) {
  const queriesOf = ({ endpoints }: PropertyQuery) => endpoints.filter((one) => one.endpoint === endpoint);
  return Object.entries(bundle).flatMap(([property, query]) =>
    queriesOf(query).map(({ mapping }) => {
      const item: EndpointData = { endpoint, recordId, data: mapped(data, fieldsOf(mapping)) };
      return { cursor: cursorOf(place), property, item, chain };
    }),
  );
}

/** `all`, or the fields that a mapping names; undefined where it renames them or reaches into them. */
function fieldsOf(mapping: Json | undefined): 'all' | readonly string[] | undefined {
  if (mapping === undefined) return 'all';
  if (!isJsonObject(mapping)) return undefined;
  const fields = Object.keys(mapping);
  return fields.every((field) => mapping[field] === field && !field.includes('.')) ? fields : undefined;
}

function mapped(data: Json, fields: ReturnType<typeof fieldsOf>): Json {
  if (fields === 'all' || fields === undefined || !isJsonObject(data)) return data;
  return Object.fromEntries(fields.flatMap((field) => (field in data ? [[field, data[field] as Json]] : [])));
}
