import { createHash } from 'node:crypto';
import { jsonText } from '../../../core/model/exact-number.ts';
import type { Json } from '../../../core/model/json.ts';
import { storableJson } from './storable-json.ts';

/** What tells one of the owner's records from another. */
export interface Identified {
  readonly endpoint: string;
  readonly data: Json;
  /** The record's id where it comes from. */
  readonly sourceUniqueId?: string | undefined;
}

/**
 * What no two of a PDA's records may share: of a record with a `sourceUniqueId` that id at its endpoint, whatever it
 * holds; of any other its content.
 */
export function identityOf({ endpoint, data, sourceUniqueId }: Identified): string {
  if (sourceUniqueId === undefined) return contentHash(data);
  // As it is stored, so that no two records show the same id.
  return `id:${sha256(`${endpoint} ${storableJson(sourceUniqueId)}`)}`;
}

/** SHA-256, hex, over the compact text with its keys and numbers as received. */
export function contentHash(data: Json): string {
  return sha256(jsonText(data));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
