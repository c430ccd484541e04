import * as z from 'zod/mini';

/** Why an attempt stays parked, and what can be done about it. */
export const REDRIVE_REFUSALS = {
  NOT_ENABLED: {
    cause: 'its owner has disabled the function',
    remedy: 'nothing to do: should they enable it again, its next run reads what this one did not process',
  },
  CONSENT_CHANGED: {
    cause: 'its owner has agreed anew since, and what was asked for under the old consent is void',
    remedy: 'nothing to do: the next run reads what this one did not process; the owner may trigger it now',
  },
  SUSPENDED: {
    cause: 'the function is suspended for this owner, after ten failures in a row',
    remedy: 'have the function corrected, then ask the owner to trigger it or to enable it again',
  },
  STILL_TRIED: {
    cause: 'its attempt is being tried at this moment, or will be by itself',
    remedy: 'nothing to do: look again in a while',
  },
} as const satisfies Record<string, { readonly cause: string; readonly remedy: string }>;

export type RedriveRefusal = keyof typeof REDRIVE_REFUSALS;

/**
 * What became of a letter that was to be redriven. `served`: the attempt is not parked (any more);
 * `gone`: there is no such letter any more; `failed`: the engine met an error, and the letter stays.
 */
export const redriveOutcomeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('redriven'), executionId: z.optional(z.uuid()) }),
  z.object({ kind: z.literal('served') }),
  z.object({
    kind: z.literal('refused'),
    why: z.enum(Object.keys(REDRIVE_REFUSALS) as readonly RedriveRefusal[]),
  }),
  z.object({ kind: z.literal('gone') }),
  z.object({ kind: z.literal('failed') }),
]);
export type RedriveOutcome = z.infer<typeof redriveOutcomeSchema>;

/** One sentence or two about an outcome. */
export function describeOutcome(letterId: string, outcome: RedriveOutcome): string {
  switch (outcome.kind) {
    case 'redriven':
      return outcome.executionId
        ? `${letterId} is redriven, as execution ${outcome.executionId}`
        : `${letterId} is redriven: it was sent to its queue again`;
    case 'served':
      return `${letterId} needed nothing: its attempt is not parked any more; the letter is deleted`;
    case 'gone':
      return `${letterId} is gone: somebody else has redriven it`;
    case 'refused': {
      const { cause, remedy } = REDRIVE_REFUSALS[outcome.why];
      return `${letterId} was not redriven: ${cause}\n  ${remedy}`;
    }
    case 'failed':
      return `${letterId} was not redriven: the engine met an error of its own, and its log names it\n  redrive it again`;
  }
}
