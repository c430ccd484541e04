import * as z from 'zod/mini';
import { dateTimeSchema } from './date-time.ts';
import { ERROR_CODES } from './error-code.ts';
import { countsSchema } from './execution-record.ts';
import { functionIdSchema, pdaNameSchema, sha256Schema, versionSchema } from './names.ts';
import { scopeSchema } from './scope.ts';

const counterSchema = z.int().check(z.nonnegative());

/** The owner's decision, with what exactly was agreed to. */
export const consentSchema = z.object({
  version: versionSchema,
  scope: scopeSchema,
  codeHash: sha256Schema,
  at: dateTimeSchema,
});

/**
 * A run pinned to its window. It survives failures until it completes or consent changes. `from` and `until`
 * are cursors; `until` is absent before the first read, `partUntil` before the first part is pinned.
 */
export const attemptSchema = z.object({
  id: z.uuid(),
  at: dateTimeSchema,
  trigger: z.enum(['event', 'manual', 'reconcile']),
  useAll: z.boolean(),
  version: versionSchema,
  codeHash: z.optional(sha256Schema),
  epoch: counterSchema,
  from: z.optional(z.string()),
  until: z.optional(z.string()),
  part: counterSchema,
  partUntil: z.optional(z.string()),
  /** What the function answered when this version asked for its bundle, as JSON: DynamoDB bounds numbers and depth. */
  bundle: z.optional(z.string()),
  /** Present from the point of no return until the part is completed: what completing it will record. */
  writing: z.optional(z.object({ firstRecordId: z.uuid(), last: z.boolean(), counts: countsSchema })),
  counts: countsSchema,
});
export type Attempt = z.infer<typeof attemptSchema>;

/**
 * Who is running it now, and how far: `writing` is the point of no return; `draining` is what the owner's decision
 * makes of a run whose invocation may be starting at this moment.
 */
export const leaseSchema = z.object({
  phase: z.enum(['reading', 'invoking', 'writing', 'draining']),
  expiresAt: dateTimeSchema,
  /** An invocation under this lease starts before this time, or not at all. */
  startBy: z.optional(dateTimeSchema),
  writeDeadline: z.optional(dateTimeSchema),
});

/** All the engine knows of one function on one PDA; the single truth about its runs. */
export const functionStatusSchema = z.object({
  pda: pdaNameSchema,
  functionId: functionIdSchema,
  /** Grows by one with each stored change; a change is stored only over the revision it was decided on. */
  revision: counterSchema,
  enabled: z.boolean(),
  consent: z.optional(consentSchema),
  epoch: counterSchema,
  leaseToken: counterSchema,
  cursor: z.optional(z.string()),
  processedUntil: z.optional(dateTimeSchema),
  lastExecution: z.optional(dateTimeSchema),
  executionStarted: z.optional(dateTimeSchema),
  attempt: z.optional(attemptSchema),
  lease: z.optional(leaseSchema),
  requested: z.optional(z.object({ id: z.uuid(), useAll: z.boolean() })),
  /** Executions that a decision ended, until they are recorded. */
  ended: z.optional(z.array(z.object({ attempt: attemptSchema, errorCode: z.enum(ERROR_CODES) }))),
  /** Attempts given up after five tries that nobody has made work again; newest first, the latest few. */
  parked: z.optional(z.array(z.uuid())),
  dirty: z.boolean(),
  notBefore: z.optional(dateTimeSchema),
  /** Since when its work has found every slot of the function taken; until it writes or is done. */
  waitingSince: z.optional(dateTimeSchema),
  dueAt: z.optional(dateTimeSchema),
  failures: counterSchema,
  lastError: z.optional(z.object({ code: z.enum(ERROR_CODES), at: dateTimeSchema })),
});
export type FunctionStatus = z.infer<typeof functionStatusSchema>;

type Change = Partial<Omit<FunctionStatus, 'pda' | 'functionId' | 'revision'>>;

/** `status` with `change` applied, one revision on; a field set to undefined is removed. */
export function changed(status: FunctionStatus, change: Change): FunctionStatus {
  return { ...status, ...change, revision: status.revision + 1 };
}

/** The status of a function its owner has never touched. */
export function untouchedStatus(pda: string, functionId: string): FunctionStatus {
  return { pda, functionId, revision: 0, enabled: false, epoch: 0, leaseToken: 0, dirty: false, failures: 0 };
}
