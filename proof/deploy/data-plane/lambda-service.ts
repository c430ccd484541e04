import { join } from 'node:path';
import { EngineError } from '../../../core/errors.ts';
import type { Seal } from '../../../local/sandbox/seal.ts';
import type { Answer, RunningLambda } from './answer.ts';
import { type DeployedVersion, type Deployments, fetchVersion } from './deployed-version.ts';
import { EngineLambda } from './engine-lambda.ts';
import { SealedLambda } from './sealed-lambda.ts';

export interface LambdaServiceOptions {
  readonly deployments: Deployments;
  readonly seal: Seal;
  readonly variables: NodeJS.ProcessEnv;
  /** Where logs go, a file each. */
  readonly logs: string;
}

/**
 * Runs the versions that were deployed. Who is in a network of its own is a function, and sealed; the others are the
 * engine's own.
 */
export class LambdaService {
  readonly #options: LambdaServiceOptions;
  readonly #running = new Map<string, Promise<RunningLambda>>();

  constructor(options: LambdaServiceOptions) {
    this.#options = options;
  }

  /** @throws EngineError when there is no such version, or it cannot be started */
  async invoke(name: string, version: string, payload: string, tenant?: string): Promise<Answer> {
    const deployed = await fetchVersion(this.#options.deployments, name, version);
    const isIsolated = deployed.configuration.TenancyConfig !== undefined;
    if (isIsolated !== (tenant !== undefined))
      throw new EngineError(`${name}:${version} ${isIsolated ? 'needs' : 'takes no'} TenantId.`);
    return (await this.#of(deployed, version)).invoke(payload, tenant);
  }

  async close(): Promise<void> {
    const running = await Promise.allSettled(this.#running.values());
    for (const one of running) if (one.status === 'fulfilled') await one.value.close();
  }

  /** Another process for each deployment, since what is `$LATEST` changes. */
  #of(deployed: DeployedVersion, version: string): Promise<RunningLambda> {
    const { FunctionName, CodeSha256, Environment } = deployed.configuration;
    const key = JSON.stringify([FunctionName, version, CodeSha256, Environment]);
    const running = this.#running.get(key) ?? this.#start(deployed);
    this.#running.set(key, running);
    running.catch(() => this.#running.delete(key));
    return running;
  }

  async #start(deployed: DeployedVersion): Promise<RunningLambda> {
    const { FunctionName, VpcConfig } = deployed.configuration;
    if ((VpcConfig?.SubnetIds ?? []).length > 0) return SealedLambda.start(deployed, this.#options.seal);
    const { variables, logs } = this.#options;
    return new EngineLambda(deployed, { variables, logFile: join(logs, `${FunctionName}.log`) });
  }
}
