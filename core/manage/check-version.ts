import { EngineError } from '../errors.ts';
import type { Clock } from '../ports.ts';
import type { PublishedVersion, PublishedVersions, VersionName } from '../registration-ports.ts';

export interface LookDeps {
  readonly versions: PublishedVersions;
  readonly now: Clock;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

export interface VersionCheck {
  readonly version: VersionName;
  /** What must be there. */
  readonly approved: Pick<PublishedVersion, 'codeHash' | 'isTenantIsolated'>;
  readonly until: Date;
}

/** Between two looks: a Lambda that joins a network takes minutes, and all functions share 100 looks a second. */
const PAUSE_MS = 5_000;

/** Looks until there is something to see, or no time is left for another look. */
export async function untilThere<T>(
  { now, sleep }: Pick<LookDeps, 'now' | 'sleep'>,
  until: Date,
  look: () => Promise<T | undefined>,
): Promise<T | undefined> {
  for (;;) {
    const seen = await look();
    if (seen !== undefined || now().getTime() + PAUSE_MS >= until.getTime()) return seen;
    await sleep(PAUSE_MS);
  }
}

/**
 * Waits until a version can be called, and makes sure that it is what was approved.
 *
 * @returns whether it can be called at once
 * @throws EngineError that says what it is instead
 */
export async function checkVersion(
  deps: LookDeps,
  { version, approved, until }: VersionCheck,
): Promise<PublishedVersion['state']> {
  const name = `${version.functionName}:${version.qualifier}`;
  const found = await untilThere(deps, until, async () => {
    const seen = await deps.versions.look(version);
    return seen?.state === 'pending' ? undefined : (seen ?? 'missing');
  });
  if (!found) throw new EngineError(`${name} was still pending when the time was over: deploy again`);
  if (found === 'missing') throw new EngineError(`${name} does not exist: deploy again`);
  const { state, reason = 'no reason given', codeHash, isTenantIsolated } = found;
  if (state === 'failed') throw new EngineError(`${name} cannot be called: ${reason}`);
  if (codeHash !== approved.codeHash)
    throw new EngineError(
      `${name} holds the code ${codeHash}, lock.json approves ${approved.codeHash}: deploy from a clean checkout`,
    );
  if (isTenantIsolated !== approved.isTenantIsolated)
    throw new EngineError(
      approved.isTenantIsolated
        ? `${name} does not keep people apart: its TenancyConfig must be PER_TENANT`
        : `${name} asks for a tenant, and is called in nobody's name: take its TenancyConfig away`,
    );
  return state;
}
