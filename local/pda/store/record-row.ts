import { parseJson } from '../../../adapters/pda/parse-json.ts';
import type { EndpointData } from '../../../core/model/endpoint-data.ts';
import type { Json } from '../../../core/model/json.ts';

/** A record as RECORD_COLUMNS reads it; `data` is JSON text. */
export interface RecordRow {
  readonly id: string;
  readonly endpoint: string;
  readonly data: string;
  readonly sourceUniqueId: string | null;
  readonly sourceTimestamp: string | null;
}

/** Columns of `record` that a RecordRow is made of. */
export const RECORD_COLUMNS = `record.id, record.endpoint, record.data::text as data,
  record.source_unique_id as "sourceUniqueId", record.source_timestamp as "sourceTimestamp"`;

/** The record as replies show it. */
export function asEndpointData({
  id,
  endpoint,
  data,
  sourceTimestamp,
  sourceUniqueId,
}: RecordRow): EndpointData {
  return {
    endpoint,
    recordId: id,
    ...(sourceTimestamp === null ? {} : { sourceTimestamp }),
    ...(sourceUniqueId === null ? {} : { sourceUniqueId }),
    data: parseJson(data) as Json,
  };
}
