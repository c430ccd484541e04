import * as z from 'zod/mini';
import { CANARY_BREACHES, CANARY_STEPS, CANARY_VERDICTS } from './canary-verdict.ts';
import { LETTER_QUEUES } from './dead-letter.ts';
import { executionRecordSchema } from './execution-record.ts';
import { sha256Schema } from './names.ts';
import { DURATION_BUCKETS, RECORD_BUCKETS } from './published-outcome.ts';

const { executionId, functionId, version, trigger, status, errorCode, sealed } = executionRecordSchema.shape;

/** `function file:line:column`, the file relative to the project; see `describeError`. */
export const frameSchema = z
  .string()
  .check(z.regex(/^(?:[\w$.#<>]{1,64} )?[\w@./+-]{1,200}:\d{1,9}:\d{1,9}$/));

/**
 * All that may ever be logged, each with the form it must have. What is not here has no way into a log, and neither
 * has a value of another form: an id that holds data is no id.
 */
export const LOG_FIELDS = {
  ...{ executionId, functionId, version, trigger, status, errorCode, sealed },
  ...{ recordsIn: z.enum(RECORD_BUCKETS), recordsOut: z.enum(RECORD_BUCKETS) },
  duration: z.enum(DURATION_BUCKETS),
  queue: z.enum(LETTER_QUEUES),
  table: z.string().check(z.regex(/^[\w.-]{1,255}$/)),
  /** The PDA's pseudonym towards queues, logs and events. */
  pdaGroup: sha256Schema,
  /** Of the work that has waited longest; whole minutes. */
  overdueMinutes: z.int().check(z.nonnegative()),
  canaryVerdict: z.enum(CANARY_VERDICTS),
  /** Seconds since the newest heartbeat that was answered right. */
  canaryAge: z.int().check(z.nonnegative()),
  /** What the engine refused the canary. */
  canaryStep: z.enum(CANARY_STEPS),
  /** What its function found open. */
  canaryBreaches: z.array(z.enum(CANARY_BREACHES)).check(z.maxLength(CANARY_BREACHES.length)),
  errorName: z.string().check(z.regex(/^[A-Za-z][\w.]{0,63}$/)),
  frames: z.array(frameSchema).check(z.maxLength(8)),
} as const;

export type LogFields = {
  readonly [Name in keyof typeof LOG_FIELDS]?: z.output<(typeof LOG_FIELDS)[Name]> | undefined;
};

/** What may be told, and how urgent it is. */
export const LOG_EVENTS = {
  'execution claimed': 'info',
  /** Also of each try that failed. */
  'execution recorded': 'info',
  'request declined': 'info',
  /** As many runs of the function as may be are at work: this one comes again in a while. */
  'every slot taken': 'info',
  /** Runs of one function on one PDA that followed each other for too long: reconcile goes on, later. */
  'too many hops': 'warn',
  /** For how long work waits that should have begun: told at each look, also when there is none. */
  'overdue work': 'info',
  /** How the canary's last heartbeat fared. */
  'canary beat': 'info',
  /** A version that a deployment brought, to whomever it is released. */
  'function registered': 'info',
  /** A function that is deployed no more. */
  'function withdrawn': 'info',
  'registration failed': 'error',
  /** A run of a version on trial that ended by the function's fault. */
  'candidate failed': 'warn',
  /** A version on trial that failed too often: every PDA gets the former one again. */
  'candidate returned': 'warn',
  'letter put': 'warn',
  'unreadable item': 'error',
  'internal error': 'error',
} as const;
export type LogEvent = keyof typeof LOG_EVENTS;

/** What is left of `fields`, and what was wrong with the rest. */
export interface Loggable {
  readonly fields: LogFields;
  /** Names on the list whose values have another form. */
  readonly dropped: readonly string[];
  /** Fields that are not on the list; their names may be data too. */
  readonly unlisted: number;
}

/** Keeps what may be logged; never throws. */
export function loggable(fields: Readonly<Record<string, unknown>>): Loggable {
  const kept: Record<string, unknown> = {};
  const dropped: string[] = [];
  let unlisted = 0;
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    const schema = Object.hasOwn(LOG_FIELDS, name) ? LOG_FIELDS[name as keyof LogFields] : undefined;
    if (!schema) unlisted++;
    else if (schema.safeParse(value).success) kept[name] = value;
    else dropped.push(name);
  }
  return { fields: kept as LogFields, dropped, unlisted };
}
