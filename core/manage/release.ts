import { createHash } from 'node:crypto';
import { InvalidInput } from '../errors.ts';
import { type CatalogueEntry, isRecalled, type RegisteredVersion } from '../model/catalogue-entry.ts';
import { type Candidate, changedReleases, type FunctionReleases } from '../model/function-releases.ts';
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

/**
 * Releases a version. It takes over for everybody at once when its share is 100 %, and when nothing is there that
 * could run instead; the code that everybody has already goes on as it was registered last; any other is the candidate
 * until it is released to everybody. One that was returned stays so, however often it is released.
 *
 * @throws InvalidInput when the catalogue cannot hold it beside the version before
 */
export function release(before: FunctionReleases | undefined, next: Release): FunctionReleases {
  const { entry, registeredBy, onlyFor } = next;
  const from = before ?? { functionId: entry.id, revision: 0, stable: entry, recalledVersions: [] };
  const isForAll = !before?.stable.available || next.percentage >= 100 || isSameCode(before.stable, entry);
  const versions = isForAll
    ? { stable: entry, candidate: undefined }
    : { candidate: candidateOf(before.candidate, next) };
  const released = changedReleases(from, { ...versions, registeredBy, onlyFor });
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

/** Gives a candidate that was returned to its share of PDAs again, if it is this version. */
export function resumeCandidate(releases: FunctionReleases, version: string): FunctionReleases {
  const { candidate } = releases;
  if (candidate?.entry.version !== version) return releases;
  return changedReleases(releases, { candidate: { ...candidate, returnedAt: undefined } });
}

/** The function is deployed no more: no run of it begins. What its owners decided and what ran stays. */
export function withdraw(releases: FunctionReleases): FunctionReleases {
  const { stable, candidate } = releases;
  return changedReleases(releases, {
    stable: { ...stable, available: false },
    candidate: candidate && { ...candidate, entry: { ...candidate.entry, available: false } },
  });
}

/** @returns undefined when the PDA may not see the function */
export function entryFor(releases: FunctionReleases, pda: string): CatalogueEntry | undefined {
  const { stable, candidate, recalledVersions, onlyFor } = releases;
  if (onlyFor !== undefined && onlyFor !== pda) return undefined;
  if (!candidate || !isOnTrial(releases, candidate, pda)) return { ...stable, recalledVersions };
  return { ...candidate.entry, recalledVersions, candidate: true };
}

function isOnTrial(releases: FunctionReleases, candidate: Candidate, pda: string): boolean {
  const { entry, percentage, returnedAt } = candidate;
  if (returnedAt || isRecalled(releases, entry.version)) return false;
  return placeOf(releases.functionId, entry.version, pda) < percentage;
}

/** From 0 to below 100: always the same, even over PDAs, and another for each version, lest some go first each time. */
function placeOf(functionId: string, version: string, pda: string): number {
  const digest = createHash('sha256')
    .update(JSON.stringify([functionId, version, pda]))
    .digest();
  return (digest.readUInt32BE() / 2 ** 32) * 100;
}

function candidateOf(before: Candidate | undefined, { entry, percentage }: Release): Candidate {
  const returnedAt = before && isSameCode(before.entry, entry) ? before.returnedAt : undefined;
  return { entry, percentage, returnedAt };
}

function isSameCode(one: RegisteredVersion, other: RegisteredVersion): boolean {
  return one.version === other.version && one.codeHash === other.codeHash;
}

function tooLarge({ id, version }: RegisteredVersion, bytes: number, isAlone: boolean): InvalidInput {
  const what = isAlone ? `version ${version} takes` : `version ${version} and the one before it take`;
  const remedy = isAlone ? '' : ', or release it to all PDAs at once';
  return new InvalidInput(`Function ${id}`, [
    `${what} ${bytes} bytes in the catalogue, which holds ${MOST_BYTES}: make outputSchema, feed or the published configuration smaller${remedy}`,
  ]);
}
