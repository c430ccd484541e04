import type { PublishedVersion, PublishedVersions, VersionName } from '../../core/registration-ports.ts';
import type { Registry } from '../../functions-registry/registry.ts';
import { lambdasOf } from './lambdas-of.ts';

/** What the host of this machine serves: it checks the code itself, whenever it lays it out. */
export class HostedVersions implements PublishedVersions {
  readonly #versions: ReadonlyMap<string, PublishedVersion>;

  constructor(registry: Registry) {
    this.#versions = new Map(
      lambdasOf(registry).map(({ name, qualifier, codeHash, tenantIsolated }) => [
        `${name}:${qualifier}`,
        { state: 'ready', codeHash, isTenantIsolated: tenantIsolated },
      ]),
    );
  }

  async look({ functionName, qualifier }: VersionName): Promise<PublishedVersion | undefined> {
    return this.#versions.get(`${functionName}:${qualifier}`);
  }
}
