import { randomUUID } from 'node:crypto';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { listFolder } from '../../../functions-registry/list-folder.ts';
import { sha256, zipPackage } from '../../../functions-registry/zip-package.ts';
import { type Host, startHost } from '../../../local/host/host.ts';
import type { Seal } from '../../../local/sandbox/seal.ts';
import { localClientConfig } from '../../../local/state/local-client-config.ts';
import type { Answer, RunningLambda } from './answer.ts';
import type { DeployedVersion } from './deployed-version.ts';

/** A version of a function, in the sealed host: the same as on one machine, of what was deployed. */
export class SealedLambda implements RunningLambda {
  readonly #host: Host;
  readonly #client: LambdaClient;
  readonly #name: { readonly FunctionName: string; readonly Qualifier: string };

  private constructor(host: Host, FunctionName: string, Qualifier: string) {
    this.#host = host;
    this.#client = new LambdaClient({ ...localClientConfig(host.url), maxAttempts: 1 });
    this.#name = { FunctionName, Qualifier };
  }

  static async start({ configuration, folder }: DeployedVersion, seal: Seal): Promise<SealedLambda> {
    const { FunctionName = '', Version = '$LATEST', Runtime = '', Handler = '' } = configuration;
    const { files } = await listFolder(folder, folder, () => false);
    const host = await startHost({
      functions: [
        {
          ...{ name: FunctionName, qualifier: Version, runtime: Runtime, handler: Handler, files },
          codeHash: sha256(await zipPackage(files)),
          memory: configuration.MemorySize ?? 128,
          timeout: configuration.Timeout ?? 3,
          ephemeralStorage: configuration.EphemeralStorage?.Size ?? 512,
          tenantIsolated: configuration.TenancyConfig?.TenantIsolationMode === 'PER_TENANT',
        },
      ],
      ...{ seal, now: () => new Date(), newId: randomUUID },
    });
    return new SealedLambda(host, FunctionName, Version);
  }

  async invoke(payload: string, TenantId: string | undefined): Promise<Answer> {
    const command = new InvokeCommand({ ...this.#name, TenantId, Payload: Buffer.from(payload) });
    const { Payload, FunctionError } = await this.#client.send(command);
    return { payload: Buffer.from(Payload ?? []).toString(), failed: FunctionError !== undefined };
  }

  async close(): Promise<void> {
    this.#client.destroy();
    await this.#host.close();
  }
}
