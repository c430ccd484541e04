import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { EngineError } from '../../../core/errors.ts';
import type { OutputLine } from '../../../local/host/host-options.ts';
import type { Family, Finding } from '../finding.ts';
import type { ProbeHost, Reply } from './probe-host.ts';
import type { Arguments, Surrounding } from './target.ts';

/** Which of the functions of a family: in most cases the plain one. */
export type Variant = 'plain' | 'brief' | 'other' | 'together' | 'roomy';

export interface Call {
  readonly family: Family;
  readonly variant?: Variant;
  /** Absent for a function that is not isolated by tenant. */
  readonly tenant?: string | undefined;
  readonly does: string;
  readonly with?: Arguments;
  readonly marker?: string;
  /** Whether a limit may stop it, which then counts as held. Elsewhere an end without an answer is a broken probe. */
  readonly mayBeStopped?: boolean | undefined;
}

type Try = Pick<Call, 'with' | 'variant' | 'mayBeStopped'>;

export interface BedOptions {
  /** Sealed, with a higher limit: the control of what tries limits. */
  readonly roomy: ProbeHost;
  readonly target: Surrounding;
  /** Which side of the table this is. */
  readonly sealed: boolean;
}

/** The probe itself is wrong: neither held nor through. */
export class BrokenProbe extends EngineError {
  override readonly name = 'BrokenProbe';
}

const findingSchema = z.object({ through: z.boolean(), saw: z.string() });
const errorSchema = z.object({ errorType: z.optional(z.string()), errorMessage: z.optional(z.string()) });
/** How the host words that a limit or the end of its time has stopped a function. */
const STOPPED = ['Sandbox.Timedout', 'Runtime.ExitError', 'Runtime.OutOfMemory'];

export const newMarker = (): string => `she-probe-${randomUUID()}`;

/** A host of hostile functions, sealed or not, and the machine around it. */
export class Bed {
  readonly sealed: boolean;
  readonly #host: ProbeHost;
  readonly #roomy: ProbeHost;
  readonly #target: Surrounding;

  constructor(host: ProbeHost, { roomy, target, sealed }: BedOptions) {
    this.sealed = sealed;
    this.#host = host;
    this.#roomy = roomy;
    this.#target = target;
  }

  get hostFolder(): string {
    return this.#host.hostFolder;
  }

  get lines(): readonly OutputLine[] {
    return this.#host.lines;
  }

  /** One invocation, in an environment of its own that is ended afterwards. */
  async tries(family: Family, does: string, how: Try = {}) {
    const tenant = newMarker();
    const finding = await this.asks({ family, does, ...how, tenant });
    await this.ends(tenant);
    return finding;
  }

  /** @throws BrokenProbe when the function failed in a way that neither a seal nor a limit explains */
  async asks(call: Call): Promise<Finding> {
    return findingOf(await this.invokes(call), call.mayBeStopped);
  }

  invokes({
    family,
    variant = 'plain',
    tenant,
    does,
    with: args = {},
    marker = newMarker(),
  }: Call): Promise<Reply> {
    const host = variant === 'roomy' ? this.#roomy : this.#host;
    const target = {
      ...this.#target,
      marker,
      hostFolder: host.hostFolder,
      invokeCall: host.invokeCall(`${family}-plain`),
    };
    const event = { ...target, ...(typeof args === 'function' ? args(target) : args), does };
    return host.invoke(`${family}-${variant}`, tenant, event);
  }

  async ends(tenant: string): Promise<void> {
    await this.#host.endTenant(tenant);
    await this.#roomy.endTenant(tenant);
  }
}

function findingOf({ failed, payload }: Reply, mayBeStopped = false): Finding {
  if (!failed) return findingSchema.parse(payload);
  const { errorType = '', errorMessage = '' } = errorSchema.parse(payload);
  if (mayBeStopped && STOPPED.includes(errorType)) return { through: false, saw: errorMessage };
  throw new BrokenProbe(`${errorType}: ${errorMessage}`);
}

/** What the host said in place of the function's answer. */
export function errorTypeOf({ failed, payload }: Reply): string | undefined {
  return failed ? errorSchema.parse(payload).errorType : undefined;
}
