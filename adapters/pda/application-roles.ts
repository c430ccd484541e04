import * as z from 'zod/mini';
import { ExecutionFailure } from '../../core/errors.ts';
import { grantedRoleSchema, type Role } from '../../core/model/role.ts';
import type { Clock, PdaAccess } from '../../core/ports.ts';
import { KeptAnswers } from './kept-answers.ts';
import { requestPda } from './pda-request.ts';

const TIMEOUT_MS = 5000;
const MAX_BYTES = 256 * 1024;
const KEPT_MS = 60_000;

/** A PDA may know roles that the engine does not; those open nothing here. */
const applicationSchema = z.object({
  enabled: z.boolean(),
  application: z.object({ permissions: z.object({ rolesGranted: z.array(z.unknown()) }) }),
});

/** What the owners of registered PDAs granted to applications, each asked for once a minute. */
export class HttpApplicationRoles {
  readonly #roles: KeptAnswers<readonly Role[]>;

  constructor(now: Clock) {
    this.#roles = new KeptAnswers(now, () => KEPT_MS);
  }

  /**
   * None when the application is unknown there or disabled, or the PDA does not tell the engine.
   * @throws ExecutionFailure PDA_UNREACHABLE
   */
  of(access: PdaAccess, application: string): Promise<readonly Role[]> {
    return this.#roles.get([access.pda, access.url, application], () => ask(access, application));
  }
}

async function ask(access: PdaAccess, application: string): Promise<readonly Role[]> {
  const { status, text } = await requestPda({
    access,
    method: 'GET',
    path: `/api/v2.6/applications/${encodeURIComponent(application)}`,
    timeoutMs: TIMEOUT_MS,
    maxResponseBytes: MAX_BYTES,
  });
  if (status >= 500 || status === 429) throw new ExecutionFailure('PDA_UNREACHABLE');
  const found = status === 200 ? applicationSchema.safeParse(jsonOf(text)) : undefined;
  if (!found?.success || !found.data.enabled) return [];
  return found.data.application.permissions.rolesGranted.flatMap((role) => {
    const known = grantedRoleSchema.safeParse(role);
    return known.success ? [known.data] : [];
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
