import type { SqlValue } from './sql.ts';

/** To the database worker: one statement, or `close`. */
export type WorkerRequest =
  | { readonly id: number; readonly text: string; readonly values: readonly SqlValue[] }
  | { readonly id: number; readonly close: true };

/** From the database worker: the answer to the request of the same id; 0 when the database is open. */
export type WorkerReply =
  | { readonly id: number; readonly rows: readonly unknown[] }
  | { readonly id: number; readonly failed: { readonly message: string; readonly code: string } };
