import type { BundleQuery } from './model/data-bundle.ts';
import type { EndpointData } from './model/endpoint-data.ts';
import type { Json } from './model/json.ts';
import type { OutputPlace } from './model/scope.ts';

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
