import type { CatalogueEntry } from './model/catalogue-entry.ts';
import type { DataEvent } from './model/data-event.ts';
import type { DeadLetter, LetterQueue } from './model/dead-letter.ts';
import type { ExecutionRecord } from './model/execution-record.ts';
import type { ExecutionRequest } from './model/execution-request.ts';
import type { FunctionReleases } from './model/function-releases.ts';
import type { FunctionStatus } from './model/function-status.ts';
import type { Json } from './model/json.ts';
import type { LogEvent, LogFields } from './model/log-entry.ts';
import type { PublishedOutcome } from './model/published-outcome.ts';

export type * from './pda-ports.ts';

/** Current time. Injected, so that tests and replays decide what time it is. */
export type Clock = () => Date;

/** The registered functions as one PDA gets them; as they were 20 s ago, at most. */
export interface FunctionCatalogue {
  /** Those that can be read. */
  all(pda: string): Promise<readonly CatalogueEntry[]>;
  /** @throws UnreadableItem */
  find(functionId: string, pda: string): Promise<CatalogueEntry | undefined>;
}

/** What the catalogue is made from: changed only by compare-and-set on `revision`. Strongly consistent. */
export interface ReleaseStore {
  /** Those that can be read. */
  all(): Promise<readonly FunctionReleases[]>;
  /** @throws UnreadableItem */
  find(functionId: string): Promise<FunctionReleases | undefined>;
  /**
   * Stores `next` (whose revision is one above what it was decided on) if the stored revision is still that one.
   * @returns false when somebody else was first; nothing is stored then.
   */
  replace(next: FunctionReleases): Promise<boolean>;
}

/** One status item per (PDA, function), changed only by compare-and-set on `revision`. */
export interface StatusStore {
  /**
   * Strongly consistent.
   * @throws UnreadableItem
   */
  find(pda: string, functionId: string): Promise<FunctionStatus | undefined>;
  /** Those that can be read. Strongly consistent. */
  ofPda(pda: string): Promise<readonly FunctionStatus[]>;
  /**
   * Stores `next` (whose revision is one above what it was decided on) if the stored revision is still that one.
   * @returns false when somebody else was first; nothing is stored then.
   */
  replace(next: FunctionStatus): Promise<boolean>;
  /** Items whose `dueAt` is not after `now`, oldest first, if they can be read; reads only the sparse index. */
  due(now: Date, limit: number): Promise<readonly FunctionStatus[]>;
}

/** What happened: one record per execution. */
export interface ExecutionStore {
  /**
   * Overwrites what was stored under the same id, unless a newer run stored it, or it tells of a success and this
   * does not: an owner may have been told.
   * @param fence lease token of the run that tells; a run that was paused must not have the last word
   * @returns whether it was stored
   */
  put(record: ExecutionRecord, fence: number): Promise<boolean>;
  /** Those that can be read, newest first. */
  ofPda(
    pda: string,
    page: { readonly skip: number; readonly take: number },
  ): Promise<readonly ExecutionRecord[]>;
}

export interface ExecutionQueue {
  /** @param delayMs delivered no earlier than that, 15 min at most */
  send(requests: readonly ExecutionRequest[], delayMs?: number): Promise<void>;
}

/** How much of what was sent nobody has taken yet. */
export interface QueueBacklog {
  /** Messages that could be taken now; about, and as it was a minute ago. */
  waiting(): Promise<number>;
}

/** What PDAs tell of new data, on its way to the dispatcher. */
export interface DataEventQueue {
  /** Has stored all of them when it returns. */
  send(events: readonly DataEvent[]): Promise<void>;
}

/** Leave for one run of a function to be at work, by its number from 0. */
export interface RunSlot {
  readonly functionId: string;
  readonly number: number;
}

/** Who is at work on which function. A slot is its holder's until it is given back or its time is over. */
export interface RunSlots {
  /**
   * Takes a slot that is free, has run out, or is the holder's already and then lasts longer.
   * @param claim the holder is one try to run, and no other has ever been called so
   * @returns false when it is somebody else's, or so many ask that it cannot be had
   */
  take(
    slot: RunSlot,
    claim: { readonly holder: string; readonly now: Date; readonly until: Date },
  ): Promise<boolean>;
  /**
   * Numbers of the function's slots that are somebody's; what changes at this moment may be missing.
   * @returns undefined when so many ask that nobody can tell
   */
  taken(functionId: string, now: Date): Promise<ReadonlySet<number> | undefined>;
  /** Does nothing when it is not the holder's any more. */
  giveBack(slot: RunSlot, holder: string): Promise<void>;
}

/** Where input goes that can never succeed, with the reason; nothing is dropped. */
export interface DeadLetters {
  /** Has stored the letter when it returns. */
  put(letter: NewLetter): Promise<void>;
}

export interface NewLetter {
  readonly body: string;
  /** Absent when nobody knows: the queue gave the message up by itself. */
  readonly reason?: string | undefined;
  /** Of fair queueing: the pseudonym of the PDA that the body names. */
  readonly group?: string | undefined;
}

/** The operator's view of every dead letter of an engine. */
export interface DeadLetterBox {
  /** Oldest first; a bounded number. */
  letters(): Promise<readonly DeadLetter[]>;
  /** Deletes a letter that `letters` has returned; one that is gone already counts as deleted. */
  remove(letter: DeadLetter): Promise<void>;
  /** Gives back what `letters` held. */
  close(): Promise<void>;
}

/** Sends a message to a queue as it is. */
export interface WorkQueues {
  send(message: {
    readonly queue: LetterQueue;
    readonly body: string;
    readonly group?: string | undefined;
  }): Promise<void>;
}

/** Tells the world outside how an execution ended. */
export interface OutcomePublisher {
  publish(outcome: PublishedOutcome): Promise<void>;
}

/** Invokes a function's Lambda, sealed, as one tenant. There is no way to invoke without a tenant. */
export interface FunctionInvoker {
  /** Whether functions run sealed here; shown in every execution record. */
  readonly sealed: boolean;
  /**
   * @throws ExecutionFailure FUNCTION_ERROR, FUNCTION_TIMEOUT, FUNCTION_CRASHED, RESULT_TOO_LARGE, THROTTLED,
   *   FUNCTION_NOT_READY or INTERNAL
   */
  invoke(call: Invocation): Promise<Json>;
}

export interface Invocation {
  readonly functionName: string;
  /** Immutable version. */
  readonly qualifier: string;
  /** Pseudonym of the PDA towards this function. */
  readonly tenant: string;
  readonly payload: unknown;
  readonly timeoutMs: number;
}

/** Whom a function takes a PDA for, keyed by a secret that the executor alone can read. */
export interface TenantPseudonyms {
  /** Differs by PDA, function and consent epoch, so that two functions cannot compare notes. */
  tenant(pda: string, functionId: string, epoch: number): string;
}

/** Whom queues, logs and events take a PDA for, keyed by another secret of the engine. */
export interface GroupPseudonyms {
  group(pda: string): string;
}

/** What a schema says about records. */
export interface SchemaVerdict {
  /** Whether all match. */
  readonly valid: boolean;
  /**
   * JSON pointers (`/<index>/…`) of texts the schema declares free (`contentMediaType` text/plain or text/html)
   * or links (`format` uri).
   */
  readonly freeTexts: ReadonlySet<string>;
}

/** Judges derived records against a function's outputSchema. */
export interface OutputSchemas {
  /**
   * @param schema JSON Schema of one record
   * @returns not valid also when the schema takes too long to tell
   */
  check(schema: Json, records: readonly Json[]): Promise<SchemaVerdict>;
}

/** What operators are told: ids, codes, counts and error names. There is no way in for messages, which may quote data. */
export interface EngineLog {
  tell(event: LogEvent, fields: LogFields): void;
  internalError(executionId: string | undefined, error: unknown): void;
}
