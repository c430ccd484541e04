import * as z from 'zod/mini';

const GRANTED = [
  'owner',
  'platform',
  'validate',
  'datadebit',
  'datacredit',
  'applicationlist',
  'namespaceread',
  'namespacewrite',
  'retrieveapplicationtoken',
  'applicationmanage',
  'applicationstatusread',
  'managefiles',
  'verified',
] as const;

/** A role that a PDA can grant; `detail` says over what: a namespace, a function, an application. */
export const grantedRoleSchema = z.object({
  role: z.enum(GRANTED),
  detail: z.optional(
    z.string().check(z.regex(/^[ -~]{0,200}$/, 'must be at most 200 characters, all of them ASCII')),
  ),
});

/** `engine` is nobody's to grant: it is what the engine's own token opens. */
export interface Role {
  readonly role: (typeof GRANTED)[number] | 'engine';
  readonly detail?: string | undefined;
}

/**
 * What a route asks for: a role of who signed in, or one granted to an application that acts for the owner. Without
 * a detail it is met whatever the role is over.
 */
export type Requirement = Role | { readonly application: Role };

/** Who signed in. */
export interface Holder {
  /** Of the application, where there is one. */
  readonly roles: readonly Role[];
  /** Id of the application that acts for the owner. */
  readonly application?: string | undefined;
}

/** Opens a route to applications that were granted this role, or the owner's. */
export function app(role: Role): Requirement {
  return { application: role };
}

/**
 * Whether one of the requirements is met. The owner meets every one but the engine's; an application meets those for
 * applications alone, and one that was granted the owner's role all of them but the retrieval of tokens.
 */
export function may(holder: Holder, ...required: readonly Requirement[]): boolean {
  const owns = holder.roles.some(({ role }) => role === 'owner');
  if (holder.application === undefined) {
    const own = required.flatMap((one) => ('application' in one ? [] : [one]));
    const onlyForEngine = required.length > 0 && own.length === required.length && own.every(isEngines);
    return (owns && !onlyForEngine) || own.some((role) => holds(holder, role));
  }
  return required
    .flatMap((one) => ('application' in one ? [one.application] : []))
    .some((role) => holds(holder, role) || (owns && role.role !== 'retrieveapplicationtoken'));
}

function isEngines({ role }: Role): boolean {
  return role === 'engine';
}

/** No text means "any", since what a route asks for may come from its address. */
function holds({ roles }: Holder, { role, detail }: Role): boolean {
  return roles.some((held) => held.role === role && (detail === undefined || held.detail === detail));
}
