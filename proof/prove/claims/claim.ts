import { type Finding, shown } from '../finding.ts';
import type { App } from '../model/app.ts';
import { at, type Resource } from '../model/model.ts';

/** A resource that establishes a claim, and how. */
export interface Evidence {
  /** `She-Network/FunctionRole111A5701` */
  readonly resource: string;
  readonly says: string;
}

/** One sentence about every deployment of these templates. */
export interface Claim {
  /** Kebab-case; mutants name it. */
  readonly name: string;
  readonly sentence: string;
  /** The way out that it closes; docs/proofs.md has a table of them. */
  readonly closes: string;
  judge(app: App, told: Told): void;
}

/** What a claim finds. It holds when there is evidence and no violation: nothing is shown by looking at nothing. */
export class Told {
  readonly evidence: Evidence[] = [];
  readonly violations: Finding[] = [];

  shows({ key }: Pick<Resource, 'key'>, says: string): void {
    this.evidence.push({ resource: key, says });
  }

  /** What stands at a path of a resource's properties is not what must be there. */
  wrong(resource: Resource, path: string, expected: string): void {
    this.violates(resource, path, at(resource, path), expected);
  }

  violates(
    { stack, id }: Pick<Resource, 'stack' | 'id'>,
    path: string,
    found: unknown,
    expected: string,
  ): void {
    this.violations.push({ stack, logicalId: id, path, found: shown(found), expected });
  }

  /** Something is not where it has to be. */
  misses(stack: string, what: string): void {
    this.violations.push({ stack, logicalId: '(none)', path: '', found: 'nothing', expected: what });
  }

  /** Holds a property to a value, strictly: `"false"` is not `false`. */
  equals(resource: Resource, path: string, wanted: string | boolean | undefined): boolean {
    const isEqual = at(resource, path) === wanted;
    if (!isEqual) this.wrong(resource, path, wanted === undefined ? 'nothing' : JSON.stringify(wanted));
    return isEqual;
  }

  /** Refuses every property that is not listed: an unknown one could open anything. */
  hasOnly(resource: Resource, allowed: readonly string[]): boolean {
    const others = Object.keys(resource.properties).filter((name) => !allowed.includes(name));
    for (const name of others) this.wrong(resource, name, 'nothing');
    return others.length === 0;
  }

  /** @returns the only one, or undefined after a violation for none or for each of several */
  onlyOne(resources: readonly Resource[], stack: string, what: string): Resource | undefined {
    const [first, ...others] = resources;
    if (!first) this.misses(stack, what);
    for (const other of others) this.violates(other, '', other.type, `only one: ${what}`);
    return others.length === 0 ? first : undefined;
  }
}
