import { EngineError } from '../errors.ts';
import type { Registration } from '../model/registration.ts';
import type { ReleaseStore } from '../ports.ts';
import type { RegistrationStore } from '../registration-ports.ts';

/** A later request of the same stack has begun: what this one wanted is over. */
export class RegistrationSuperseded extends EngineError {
  override readonly name = 'RegistrationSuperseded';

  constructor(stack: string) {
    super(`A later request of ${stack} has begun, so this one changed nothing more.`);
  }
}

/** Which request of a stack, for which functions. */
export interface RegistrationClaim {
  readonly stack: string;
  readonly requestId: string;
  readonly functionIds: readonly string[];
}

const NOTHING: Omit<Registration, 'stack'> = { revision: 0, requests: [], functions: [] };

/** One that is older than these is not sent again any more. */
const REMEMBERED = 20;

/**
 * Makes a request the last one of its stack. One that is it already goes on, since requests come more than once; one
 * that was it before another came too late.
 *
 * @returns undefined when it came too late
 */
export function claimRegistration(
  before: Registration | undefined,
  { stack, requestId, functionIds }: RegistrationClaim,
): Registration | undefined {
  const { revision, requests, functions } = before ?? NOTHING;
  if (requests.includes(requestId)) return requests.at(-1) === requestId ? before : undefined;
  return {
    stack,
    revision: revision + 1,
    requests: [...requests, requestId].slice(-REMEMBERED),
    functions: [...new Set([...functions, ...functionIds])].sort(),
  };
}

/** @throws RegistrationSuperseded */
export async function claim(store: RegistrationStore, wanted: RegistrationClaim): Promise<Registration> {
  for (;;) {
    const before = await store.find(wanted.stack);
    const next = claimRegistration(before, wanted);
    if (!next) throw new RegistrationSuperseded(wanted.stack);
    if (next === before || (await store.replace(next))) return next;
  }
}

/** Notes that nothing but these functions is registered by the stack any more. */
export async function settle(store: RegistrationStore, done: RegistrationClaim): Promise<void> {
  const before = await claim(store, done);
  const next = { ...before, revision: before.revision + 1, functions: [...done.functionIds].sort() };
  if (!(await store.replace(next))) await settle(store, done);
}

/**
 * The release store for one request: it stores nothing once a later request of the stack has begun. Whoever stores
 * has read the item before this looks, and stores only over what it read. The later request stores every item that this
 * one may store, changed or not (`releaseAll`): what was decided before its claim comes before that, or not at all.
 */
export function fencedReleases(
  releases: Pick<ReleaseStore, 'find' | 'replace'>,
  registrations: RegistrationStore,
  { stack, requestId }: RegistrationClaim,
): Pick<ReleaseStore, 'find' | 'replace'> {
  return {
    find: (functionId) => releases.find(functionId),
    replace: async (next) => {
      const registration = await registrations.find(stack);
      if (registration?.requests.at(-1) !== requestId) throw new RegistrationSuperseded(stack);
      return releases.replace(next);
    },
  };
}
