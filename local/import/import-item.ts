import type { Json } from '../../core/model/json.ts';

/** What reading a file gives, in the file's order: a record to store, or a place that could not be read and why. */
export type ImportItem = ImportRecord | ImportProblem;

export interface ImportRecord {
  readonly kind: 'record';
  /** File, and record or line. */
  readonly where: string;
  readonly endpoint: string;
  readonly data: Json;
  /** Its id in the PDA it was exported from. */
  readonly recordId?: string | undefined;
  /** What identifies it, instead of its content. */
  readonly sourceUniqueId?: string | undefined;
  readonly sourceTimestamp?: string | undefined;
  /** Records to be stored and linked with it. */
  readonly links?: readonly Omit<ImportRecord, 'kind' | 'where' | 'recordId' | 'links'>[] | undefined;
}

export interface ImportProblem {
  readonly kind: 'problem';
  /** File, and record or line where known. */
  readonly where: string;
  /** What was found there, and what would do. */
  readonly what: string;
}

/** What a mapping makes of one foreign record. */
export type Mapped = { readonly data: Json } | { readonly problem: string };

export interface ReadOptions {
  /** Endpoint for the records; needed for plain JSON, otherwise in place of the format's own. */
  readonly as?: string | undefined;
  /** Zone of calendar times that name none. */
  readonly timeZone: string;
  readonly now: Date;
  /** Told how many more bytes of the file have been read. */
  readonly onRead?: ((bytes: number) => void) | undefined;
}

/** Bytes of a file, or of an entry of a zip, and what to call it in messages. */
export interface Source {
  readonly name: string;
  readonly chunks: AsyncIterable<Uint8Array>;
}

export function problem(where: string, what: string): ImportProblem {
  return { kind: 'problem', where, what };
}
