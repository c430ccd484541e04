import { join } from 'node:path';
import { type HostedFamily, hostedFamily } from '../sandbox/hosted-family.ts';
import { missingInterpreter } from '../sandbox/runtime-warnings.ts';
import { whyNotRunnable } from './check-program.ts';
import { Environment, type EnvironmentPlan } from './environment.ts';
import { EnvironmentPool } from './environment-pool.ts';
import { defaultLimits, type HostLimits } from './host-limits.ts';
import type { HostOptions } from './host-options.ts';
import { functionArn, type HostedFunction } from './hosted-function.ts';
import { InitFailure } from './init-failure.ts';
import type { InvocationRequest } from './invocation-request.ts';
import type { Invocation, Invokable } from './invoke-api.ts';
import { InvokeError } from './invoke-error.ts';
import type { Outcome } from './outcome.ts';
import type { Work } from './runtime-api.ts';
import type { Staging } from './staging.ts';

const idOf = (name: string, qualifier: string): string => `${name}:${qualifier}`;

/** The functions of a host, each invocation in an environment of its function and tenant. */
export class HostedFunctions implements Invokable {
  readonly #options: HostOptions;
  readonly #folder: string;
  readonly #staging: Staging;
  readonly #limits: HostLimits;
  readonly #pool: EnvironmentPool;
  readonly #functions: ReadonlyMap<string, HostedFunction>;
  #environments = 0;

  /** @param folder where environments may have folders of their own */
  constructor(options: HostOptions, folder: string, staging: Staging) {
    this.#options = options;
    this.#folder = folder;
    this.#staging = staging;
    this.#limits = { ...defaultLimits(), ...options.limits };
    this.#pool = new EnvironmentPool(this.#limits);
    this.#functions = new Map(
      options.functions.map((hosted) => [idOf(hosted.name, hosted.qualifier), hosted]),
    );
  }

  check({ functionName, qualifier, tenant }: InvocationRequest): void {
    const hosted = this.#find(functionName, qualifier);
    if (hosted.tenantIsolated && tenant === undefined) {
      throw new InvokeError('InvalidParameterValueException', `${functionName} needs a TenantId.`);
    }
    if (!hosted.tenantIsolated && tenant !== undefined) {
      throw new InvokeError('InvalidParameterValueException', `${functionName} takes no TenantId.`);
    }
  }

  invoke({ functionName, qualifier, tenant }: InvocationRequest, invocation: Invocation): Promise<Outcome> {
    const hosted = this.#find(functionName, qualifier);
    const family = hostedFamily(hosted.runtime);
    const { interpreters } = this.#options.seal;
    if (family === undefined || interpreters[family] === undefined) {
      const why = missingInterpreter(interpreters, hosted.runtime);
      throw new InvokeError('InvalidRuntimeException', `${hosted.runtime}: ${why}`);
    }
    const running = this.#pool.run(
      { functionName, qualifier, tenant },
      async () => Environment.start(this.#options.seal, await this.#plan(hosted, family, tenant)),
      (environment) => environment.invoke(this.#work(hosted, invocation)),
    );
    return running.then(({ outcome }) => outcome, asOutcome);
  }

  endTenant(tenant: string): Promise<void> {
    return this.#pool.end((key) => key.tenant === tenant);
  }

  close(): Promise<void> {
    return this.#pool.end(() => true);
  }

  #find(name: string, qualifier: string): HostedFunction {
    const hosted = this.#functions.get(idOf(name, qualifier));
    if (hosted !== undefined) return hosted;
    throw new InvokeError(
      'ResourceNotFoundException',
      `Function not found: ${functionArn({ name, qualifier })}`,
    );
  }

  async #plan(
    hosted: HostedFunction,
    family: HostedFamily,
    tenant: string | undefined,
  ): Promise<EnvironmentPlan> {
    const { name: functionName, memory, ephemeralStorage, timeout } = hosted;
    const code = await this.#staging.stage(hosted);
    if (family === 'bootstrap') await refuseForeign(hosted, join(code, 'bootstrap'));
    this.#environments += 1;
    return {
      order: {
        family,
        handler: hosted.handler,
        folder: join(this.#folder, `e${this.#environments}`),
        code,
        bootstraps: this.#staging.bootstraps,
        variables: variablesOf(hosted),
        memory,
        ephemeralStorage,
      },
      timeout,
      initTimeout: this.#limits.init,
      onOutput: (text) => this.#options.onOutput?.({ functionName, tenant, text }),
    };
  }

  #work(hosted: HostedFunction, { requestId, payload, tenant }: Invocation): Work {
    const deadline = new Date(this.#options.now().getTime() + hosted.timeout * 1000);
    return { requestId, payload, tenant, deadline, functionArn: functionArn(hosted) };
  }
}

/** A function that cannot be loaded has answered its invocation, too. */
function asOutcome(error: unknown): Outcome {
  if (error instanceof InitFailure) return error.outcome;
  throw error;
}

async function refuseForeign({ runtime }: HostedFunction, bootstrap: string): Promise<void> {
  const why = await whyNotRunnable(bootstrap, process.arch);
  if (why !== undefined) throw new InvokeError('InvalidRuntimeException', `${runtime}: ${why}`);
}

/** What its process finds in its environment besides its places. */
export function variablesOf({
  name,
  qualifier,
  handler,
  memory,
}: Pick<HostedFunction, 'name' | 'qualifier' | 'handler' | 'memory'>): EnvironmentPlan['order']['variables'] {
  return {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    LANG: 'C.UTF-8',
    TZ: ':UTC',
    _HANDLER: handler,
    AWS_REGION: 'local',
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: qualifier,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memory),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  };
}
