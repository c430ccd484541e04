import { createHash } from 'node:crypto';
import { InvalidInput } from '../errors.ts';
import { type CatalogueEntry, isRunnable, type RegisteredVersion } from '../model/catalogue-entry.ts';
import {
  type Candidate,
  changedReleases,
  type FunctionReleases,
  type ReturnedVersion,
} from '../model/function-releases.ts';
import { jsonBytes } from '../model/json.ts';

/** A registered version, and who is to get it. */
export interface Release {
  readonly entry: RegisteredVersion;
  /** Share of all PDAs, 1 to 100. */
  readonly percentage: number;
  readonly registeredBy?: string | undefined;
  readonly onlyFor?: string | undefined;
}

/** DynamoDB keeps 400 KiB in an item, with the names of its attributes. */
const MOST_BYTES = 400_000;

/** Of versions that were returned, as many are remembered. */
const MOST_RETURNED = 20;

/**
 * Releases a version. It takes over for everybody at once when its share is 100 %, and when nothing is there that
 * could run instead; the code that everybody has already goes on as it was registered last; any other is the candidate
 * until it is released to everybody. One that was returned stays so, however often it is released. A function that was
 * withdrawn is back; with all that it had, if this is the candidate that it had, since its removal was rolled back.
 *
 * @throws InvalidInput when the catalogue cannot hold it beside the version before
 */
export function release(before: FunctionReleases | undefined, next: Release): FunctionReleases {
  const { entry, registeredBy, onlyFor } = next;
  const from = before ?? { functionId: entry.id, revision: 0, stable: entry, recalledVersions: [] };
  const isForAll = !before || takesOver(before, next);
  const returned = returnedBefore(from);
  const { returnedAt } = returned.find((one) => isSameCode(one, entry)) ?? {};
  const others = returned.filter((one) => !isSameCode(one, entry)).slice(-MOST_RETURNED);
  const released = changedReleases(from, {
    ...(isForAll
      ? { stable: entry, candidate: undefined }
      : { candidate: { entry, percentage: next.percentage, returnedAt } }),
    ...{ registeredBy, onlyFor, withdrawnAt: undefined },
    returnedVersions: others.length > 0 ? others : undefined,
  });
  const bytes = jsonBytes(released);
  if (bytes > MOST_BYTES) throw tooLarge(entry, bytes, isForAll);
  return before ? released : { ...released, revision: 1 };
}

/** Nobody gets the candidate any more, if it is this version; its share is stable's again. */
export function returnCandidate(releases: FunctionReleases, version: string, now: Date): FunctionReleases {
  const { candidate } = releases;
  if (candidate?.entry.version !== version || candidate.returnedAt) return releases;
  return changedReleases(releases, { candidate: { ...candidate, returnedAt: now.toISOString() } });
}

/** The alarm that returned it watches five minutes, and tells only of its going off: by then it is off again. */
const ALARM_ENDS_MS = 15 * 60_000;

/** @returns since when a returned candidate may be resumed; undefined when it is on trial */
export function resumableFrom({ returnedAt }: Candidate): Date | undefined {
  return returnedAt === undefined ? undefined : new Date(new Date(returnedAt).getTime() + ALARM_ENDS_MS);
}

/** Gives a candidate that was returned to its share of PDAs again, if it is this version. */
export function resumeCandidate(releases: FunctionReleases, version: string): FunctionReleases {
  const { candidate } = releases;
  if (candidate?.entry.version !== version) return releases;
  return changedReleases(releases, { candidate: { ...candidate, returnedAt: undefined } });
}

/** The function is deployed no more: no run of it begins. What its owners decided and what ran stays. */
export function withdraw(releases: FunctionReleases, now: Date): FunctionReleases {
  if (releases.withdrawnAt) return releases;
  return changedReleases(releases, { withdrawnAt: now.toISOString() });
}

/** @returns undefined when the PDA may not see the function */
export function entryFor(releases: FunctionReleases, pda: string): CatalogueEntry | undefined {
  const { stable, candidate, recalledVersions, onlyFor, withdrawnAt } = releases;
  if (onlyFor !== undefined && onlyFor !== pda) return undefined;
  if (withdrawnAt) return { ...stable, recalledVersions, available: false };
  if (!candidate || !isOnTrial(releases, candidate, pda)) return { ...stable, recalledVersions };
  return { ...candidate.entry, recalledVersions, candidate: true };
}

function isOnTrial(releases: FunctionReleases, candidate: Candidate, pda: string): boolean {
  const { entry, percentage, returnedAt } = candidate;
  if (returnedAt || !isRunnable({ ...entry, recalledVersions: releases.recalledVersions })) return false;
  return placeOf(releases.functionId, entry.version, pda) < percentage;
}

/** From 0 to below 100: always the same, even over PDAs, and another for each version, lest some go first each time. */
function placeOf(functionId: string, version: string, pda: string): number {
  const digest = createHash('sha256')
    .update(JSON.stringify([functionId, version, pda]))
    .digest();
  return (digest.readUInt32BE() / 2 ** 32) * 100;
}

/** A version that was returned is never everybody's for want of another. */
function takesOver(before: FunctionReleases, { entry, percentage }: Release): boolean {
  if (percentage >= 100 || isSameCode(before.stable, entry)) return true;
  if (returnedBefore(before).some((one) => isSameCode(one, entry))) return false;
  const { stable, candidate, recalledVersions, withdrawnAt } = before;
  // Lambda numbers no version twice, so other numbers say that the Lambdas of stable went with the function.
  const isGone = withdrawnAt !== undefined && !(candidate && isSameDeployed(candidate.entry, entry));
  return isGone || !isRunnable({ ...stable, recalledVersions });
}

/** All that are returned now, the latest last. */
function returnedBefore({ candidate, returnedVersions = [] }: FunctionReleases): readonly ReturnedVersion[] {
  if (!candidate?.returnedAt) return returnedVersions;
  const { version, codeHash } = candidate.entry;
  return [...returnedVersions, { version, codeHash, returnedAt: candidate.returnedAt }];
}

type Code = Pick<RegisteredVersion, 'version' | 'codeHash'>;

function isSameCode(one: Code, other: Code): boolean {
  return one.version === other.version && one.codeHash === other.codeHash;
}

function isSameDeployed(one: RegisteredVersion, other: RegisteredVersion): boolean {
  return isSameCode(one, other) && one.process.qualifier === other.process.qualifier;
}

function tooLarge({ id, version }: RegisteredVersion, bytes: number, isAlone: boolean): InvalidInput {
  const what = isAlone ? `version ${version} takes` : `version ${version} and the one before it take`;
  const remedy = isAlone ? '' : ', or release it to all PDAs at once';
  return new InvalidInput(`Function ${id}`, [
    `${what} ${bytes} bytes in the catalogue, which holds ${MOST_BYTES}: make outputSchema, feed or the published configuration smaller${remedy}`,
  ]);
}
