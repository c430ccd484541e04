import type { CatalogueEntry } from './model/catalogue-entry.ts';
import type { BundleQuery } from './model/data-bundle.ts';
import type { DataEvent } from './model/data-event.ts';
import type { DeadLetter, LetterQueue } from './model/dead-letter.ts';
import type { EndpointData } from './model/endpoint-data.ts';
import type { ExecutionRecord } from './model/execution-record.ts';
import type { ExecutionRequest } from './model/execution-request.ts';
import type { FunctionStatus } from './model/function-status.ts';
import type { Json } from './model/json.ts';
import type { LogEvent, LogFields } from './model/log-entry.ts';
import type { PublishedOutcome } from './model/published-outcome.ts';
import type { OutputPlace } from './model/scope.ts';

/** Current time. Injected, so that tests and replays decide what time it is. */
export type Clock = () => Date;

/** The registered functions. */
export interface FunctionCatalogue {
  /** Those that can be read. */
  all(): Promise<readonly CatalogueEntry[]>;
  /** @throws UnreadableItem */
  find(functionId: string): Promise<CatalogueEntry | undefined>;
  put(entry: CatalogueEntry): Promise<void>;
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

/** A record of a window, as one property of the bundle wants it. */
export interface WindowRow {
  /** Position in creation order; opaque, comparable only by the PDA. */
  readonly cursor: string;
  readonly property: string;
  readonly item: EndpointData;
  /** Value to sort the property's records by; absent when the record lacks it. */
  readonly orderKey?: Json | undefined;
  /** Place among the property's records as the PDA sorted them, where it tells no creation order. */
  readonly rank?: number | undefined;
  /** Functions this record was derived by, oldest first; empty for the owner's own data. */
  readonly chain: readonly string[];
}

export interface WindowPage {
  /** A cursor below every write that could still become visible; nothing at or below it will appear later. */
  readonly asOf: string;
  /** In creation order; rows of one record stand together and are never cut apart by a page. */
  readonly rows: readonly WindowRow[];
  /** Read on from here; absent when the window is exhausted. */
  readonly next?: string | undefined;
  /** The PDA cannot find the end that was asked for: this is the first page of a new window, up to `asOf`. */
  readonly anew?: boolean | undefined;
}

export interface WindowQuery {
  readonly pda: string;
  readonly functionId: string;
  /** Where the function writes: all that tells its own output on a PDA that keeps no provenance. */
  readonly output: OutputPlace;
  readonly bundle: BundleQuery;
  /** Exclusive; absent means from the beginning. */
  readonly after?: string | undefined;
  /** Inclusive; absent means up to `asOf`. */
  readonly until?: string | undefined;
}

export interface DerivedRecord {
  /** UUID that is the same whenever the same part of the same attempt is written again. */
  readonly id: string;
  readonly data: Json;
  readonly endpoint: string;
  readonly linkedRecords: readonly string[];
}

export interface DerivedBatch {
  readonly pda: string;
  readonly functionId: string;
  readonly executionId: string;
  /** Lease token: a PDA that has seen a higher one for this function refuses the batch. */
  readonly fence: number;
  readonly chain: readonly string[];
  readonly records: readonly DerivedRecord[];
  /** The request is aborted at this time. */
  readonly deadline: Date;
}

/**
 * A person's data store.
 * @throws ExecutionFailure PDA_UNREACHABLE, PDA_REFUSED, (read) BUNDLE_INVALID, BUNDLE_TOO_LARGE or (write) PDA_FENCED,
 * DERIVED_TOO_LARGE
 */
export interface Pda {
  readWindow(query: WindowQuery): Promise<WindowPage>;
  /** Atomic; a record whose id exists counts as written. */
  writeDerived(batch: DerivedBatch): Promise<void>;
  hasRecord(pda: string, recordId: string): Promise<boolean>;
}

/** A record as its owner reads it. */
export interface OwnersRecord {
  readonly recordId: string;
  readonly data: Json;
}

export interface OwnersPage {
  readonly pda: string;
  /** The owner's, as it came with the owner's request. */
  readonly token: string;
  readonly endpoint: string;
  /** Dotted path of the value that they are sorted by, highest first; those without it come last. */
  readonly newestBy: string;
  readonly skip: number;
  readonly take: number;
  readonly deadline: Date;
}

/** As many records as fit an answer of bounded size. */
export interface OwnersAnswer {
  readonly records: readonly OwnersRecord[];
  /** How many places the answer is about: more than `records` when one of them is too large to be read. */
  readonly passed: number;
  /** Whether nothing follows. */
  readonly last: boolean;
}

/** Reads a registered PDA as its owner. */
export interface OwnersRecords {
  /** @throws ExecutionFailure PDA_UNREACHABLE or PDA_REFUSED */
  page(page: OwnersPage): Promise<OwnersAnswer>;
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

/** How the engine reaches a registered PDA. */
export interface PdaAccess {
  readonly pda: string;
  /** Base address, without a path. The PDA's name travels in the `Host` header. */
  readonly url: string;
  /** Application token that the PDA issued to the engine. */
  readonly token: string;
  /** Whether it may be on this machine, or in its network, over HTTPS too. @default false */
  readonly nearby?: boolean;
}

/** The registered PDAs; the engine talks to no other. Tokens are encrypted at rest, bound to name and address. */
export interface PdaDirectory {
  find(pda: string): Promise<PdaAccess | undefined>;
  /** @param registeredAt ISO 8601; @default now */
  put(access: PdaAccess, registeredAt?: string): Promise<void>;
  /**
   * Stores `token` in place of the one in `held`, if that is the one which is registered still.
   * @returns false when it is not, nor is anything stored then
   */
  renew(held: PdaAccess, token: string): Promise<boolean>;
}

/** What may be shown of a registered PDA. */
export interface PdaRegistration {
  readonly pda: string;
  readonly url: string;
  /** When its token was registered; ISO 8601. */
  readonly registeredAt: string;
  /** Until when its token is good, if it says so, renewed or not; ISO 8601. */
  readonly tokenEnds?: string | undefined;
}

/** The same directory for operators. */
export interface PdaRegister extends PdaDirectory {
  /** By name. */
  all(): Promise<readonly PdaRegistration[]>;
  registration(pda: string): Promise<PdaRegistration | undefined>;
  /** @returns false when it is registered already; nothing is stored then */
  add(access: PdaAccess): Promise<boolean>;
  /** Gives it another token. @returns false when it is not registered at that address; nothing is stored then */
  rotate(access: PdaAccess): Promise<boolean>;
  /** @returns whether it was registered */
  remove(pda: string): Promise<boolean>;
}

/** What operators are told: ids, codes, counts and error names. There is no way in for messages, which may quote data. */
export interface EngineLog {
  tell(event: LogEvent, fields: LogFields): void;
  internalError(executionId: string | undefined, error: unknown): void;
}
