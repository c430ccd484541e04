import type { FunctionPackage } from './model/function-package.ts';
import type { Json } from './model/json.ts';
import type { Registration } from './model/registration.ts';

/** One immutable version of one of a function's Lambdas. */
export interface VersionName {
  readonly functionName: string;
  readonly qualifier: string;
}

/** What a version is, as whoever would run it says. */
export interface PublishedVersion {
  /** `inactive`: nobody has called it for weeks, and the next call only wakes it up. */
  readonly state: 'pending' | 'ready' | 'inactive' | 'failed';
  /** Why it failed. */
  readonly reason?: string | undefined;
  /** SHA-256 of its code, hex. */
  readonly codeHash: string;
  readonly isTenantIsolated: boolean;
}

/** The versions that a deployment has published. */
export interface PublishedVersions {
  /**
   * @returns undefined when there is no such version
   * @throws EngineError that says why nobody knows
   */
  look(version: VersionName): Promise<PublishedVersion | undefined>;
}

/** Asks functions what they publish about themselves, in nobody's name. */
export interface ConfigurationCalls {
  /**
   * @returns its answer, whatever it is
   * @throws ExecutionFailure FUNCTION_NOT_READY or THROTTLED, when it is worth asking again
   * @throws EngineError that says what went wrong otherwise
   */
  ask(version: VersionName, timeoutMs: number): Promise<Json>;
}

/** Where a deployment has laid down what the registry knows of its functions. */
export interface FunctionPackages {
  /**
   * @param hash SHA-256 of what was laid down there, hex
   * @throws EngineError when it is not there, or is something else
   */
  read(place: PackagesPlace): Promise<readonly FunctionPackage[]>;
}

export interface PackagesPlace {
  readonly bucket: string;
  readonly key: string;
  readonly hash: string;
}

/** One registration per functions stack, changed only by compare-and-set on `revision`. Strongly consistent. */
export interface RegistrationStore {
  find(stack: string): Promise<Registration | undefined>;
  /** @returns false when somebody else was first; nothing is stored then */
  replace(next: Registration): Promise<boolean>;
}
