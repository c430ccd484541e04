import { hasConsent, isSuspended } from '../execute/claim.ts';
import { ownConfiguration } from '../execute/payload.ts';
import type { CatalogueEntry } from '../model/catalogue-entry.ts';
import { ERRORS, type ErrorCode } from '../model/error-code.ts';
import type { FunctionConfiguration } from '../model/function-configuration.ts';
import type { FunctionStatus } from '../model/function-status.ts';

/** What the owner of a PDA sees of a function, and the function itself does not; each only while it is so. */
export interface OwnersStatus {
  /** The last run that failed, until one ends well. */
  readonly lastError?: Explained & { readonly code: ErrorCode; readonly at: string };
  /** It failed too often: new data starts no more runs. */
  readonly suspended?: { readonly failures: number; readonly remedy: string };
  /** No run starts before. */
  readonly notBefore?: string;
  /** The current version wants more than was agreed to, and does not run. */
  readonly consentNeeded?: {
    readonly version: string;
    readonly agreedVersion: string;
    readonly remedy: string;
  };
}

export interface Explained {
  readonly cause: string;
  readonly remedy: string;
}

export interface OwnersFunction extends FunctionConfiguration {
  readonly status: FunctionConfiguration['status'] & OwnersStatus;
}

const LIFT_SUSPENSION = 'Owner: trigger the function or enable it again, which lifts this.';

/** A function's configuration, with what its owner needs to know and to do. */
export function ownersView(entry: CatalogueEntry, status: FunctionStatus, now: Date): OwnersFunction {
  const configuration = ownConfiguration(entry, status);
  return { ...configuration, status: { ...configuration.status, ...ownersStatus(entry, status, now) } };
}

export function explained(code: ErrorCode): Explained {
  const { cause, remedy } = ERRORS[code];
  return { cause, remedy };
}

function ownersStatus(entry: CatalogueEntry, status: FunctionStatus, now: Date): OwnersStatus {
  const { enabled, consent, failures, lastError, notBefore } = status;
  const isPaused = enabled && notBefore !== undefined && new Date(notBefore) > now;
  const isHeldBack = enabled && consent !== undefined && !hasConsent(status, entry);
  return {
    ...(lastError ? { lastError: { ...lastError, ...explained(lastError.code) } } : {}),
    ...(enabled && isSuspended(status) ? { suspended: { failures, remedy: LIFT_SUSPENSION } } : {}),
    ...(isPaused ? { notBefore } : {}),
    ...(isHeldBack ? { consentNeeded: consentNeeded(entry.version, consent.version) } : {}),
  };
}

function consentNeeded(version: string, agreedVersion: string) {
  return { version, agreedVersion, remedy: ERRORS.CONSENT_NEEDED.remedy };
}
