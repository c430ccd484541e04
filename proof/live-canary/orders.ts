import { randomUUID } from 'node:crypto';
import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod/mini';
import { EngineError } from '../../core/errors.ts';
import type { Attempt, Round } from './facts.ts';

const attempt = z.object({ kind: z.enum(['tcp', 'udp', 'name']), target: z.string(), outcome: z.string() });
const attemptsSchema = z.object({ attempts: z.array(attempt) });
const recallSchema = z.object({ memory: z.array(z.string()), file: z.string() });
const lookSchema = z.object({ variables: z.array(z.string()), extras: z.array(z.string()) });
const credentialsSchema = z.object({
  accessKeyId: z.optional(z.string()),
  secretAccessKey: z.optional(z.string()),
  sessionToken: z.optional(z.string()),
});
export type FoundCredentials = z.infer<typeof credentialsSchema>;

/** What the canary should try to reach. */
export interface Targets {
  readonly tcp: readonly string[];
  readonly udp: readonly string[];
  readonly names: readonly string[];
}

/** The deployed canary, as an operator calls it. */
export class Canary {
  readonly #client: LambdaClient;
  readonly #call: { readonly FunctionName: string; readonly Qualifier: string };
  readonly #first = `canary-${randomUUID()}`;
  readonly #second = `canary-${randomUUID()}`;

  constructor(client: LambdaClient, functionName: string, qualifier: string) {
    this.#client = client;
    this.#call = { FunctionName: functionName, Qualifier: qualifier };
  }

  async attempt(targets: Targets): Promise<readonly Attempt[]> {
    return attemptsSchema.parse(await this.#ask({ do: 'attempt', ...targets })).attempts;
  }

  /** Lets one tenant leave a token, and looks whether another finds it. */
  async round(): Promise<Round> {
    const token = randomUUID();
    await this.#ask({ do: 'remember', token });
    const own = recallSchema.parse(await this.#ask({ do: 'recall' }));
    const other = recallSchema.parse(await this.#ask({ do: 'recall' }, this.#second));
    return {
      ownWasThere: own.memory.includes(token) && own.file === token,
      foreign: [
        ...(other.memory.includes(token) ? (['memory'] as const) : []),
        ...(other.file === token ? (['/tmp'] as const) : []),
      ],
    };
  }

  async look(): Promise<z.infer<typeof lookSchema>> {
    return lookSchema.parse(await this.#ask({ do: 'look' }));
  }

  /** Its own credentials, to try what they allow from where there is a network. */
  async credentials(): Promise<FoundCredentials> {
    return credentialsSchema.parse(await this.#ask({ do: 'credentials' }));
  }

  /** @returns whether it answered */
  async print(): Promise<boolean> {
    const answered = this.#ask({ do: 'print', token: randomUUID() });
    return answered.then(
      () => true,
      () => false,
    );
  }

  /** @returns the error's name, or `answered` */
  async withoutTenant(): Promise<string> {
    const call = new InvokeCommand({ ...this.#call, Payload: payload({ do: 'recall' }) });
    return this.#client.send(call).then(
      () => 'answered',
      ({ name }: Error) => name,
    );
  }

  async #ask(order: object, tenant = this.#first): Promise<unknown> {
    const call = new InvokeCommand({ ...this.#call, TenantId: tenant, Payload: payload(order) });
    const { Payload, FunctionError } = await this.#client.send(call);
    if (FunctionError) throw new EngineError('The canary failed: deploy the one of this clone.');
    return JSON.parse(Payload?.transformToString() ?? 'null');
  }
}

const payload = (canary: object): string => JSON.stringify({ canary });
