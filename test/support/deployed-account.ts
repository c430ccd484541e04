import type { RegisteredFunction } from '../../functions-registry/registry.ts';
import { RegistrationPackages } from '../../lib/packaging/registration-packages.ts';
import { aConfiguration } from './builders.ts';
import { type HttpAnswer, type HttpRequest, type HttpServer, startHttpServer } from './http-server.ts';

/** What CloudFormation was told. */
export interface Told {
  readonly Status: 'SUCCESS' | 'FAILED';
  readonly Reason?: string;
  readonly PhysicalResourceId: string;
}

export interface AccountOptions {
  /** What Lambda says of a version that was looked at so often before. @default - what was deployed, ready */
  readonly version?: (looks: number) => Readonly<Record<string, unknown>>;
  /** What a function answers. @default - its published configuration, or its bundle */
  readonly call?: (name: string) => HttpAnswer | undefined;
}

const idOf = (name: string) => name.replace(/^she-/, '').replace(/-(bundle|configuration)$/, '');

/** S3, Lambda's API and CloudFormation, as the registrar sees them, in one server. */
export class DeployedAccount {
  readonly answers: Told[] = [];
  /** Contents of the bucket of assets, by key. */
  readonly objects = new Map<string, string>();
  readonly #options: AccountOptions;
  readonly #functions = new Map<string, RegisteredFunction>();
  readonly #looks = new Map<string, number>();
  #server: HttpServer | undefined;

  constructor(options: AccountOptions) {
    this.#options = options;
  }

  async open(): Promise<void> {
    this.#server = await startHttpServer((request) => this.#answer(request));
  }

  get url(): string {
    return this.#server?.url ?? '';
  }

  get requests(): readonly HttpRequest[] {
    return this.#server?.requests ?? [];
  }

  /** Publishes functions and what the registry knows of them. @returns the hash of the latter */
  publish(functions: readonly RegisteredFunction[]): string {
    for (const one of functions) this.#functions.set(one.manifest.id, one);
    const { hash, text } = new RegistrationPackages(functions);
    this.objects.set(`${hash}.json`, text);
    return hash;
  }

  async close(): Promise<void> {
    await this.#server?.close();
  }

  #answer(request: HttpRequest): HttpAnswer {
    const { method, path, body } = request;
    if (method === 'PUT') {
      this.answers.push(JSON.parse(body));
      return { status: 200 };
    }
    if (path.startsWith('/bucket/')) return stored(this.objects.get(path.split(/[/?]/)[2] ?? ''));
    const [, name = ''] = /functions\/([^/]+)\//.exec(path) ?? [];
    return path.includes('/invocations') ? this.#called(name) : this.#seen(name);
  }

  #seen(name: string): HttpAnswer {
    const looks = this.#looks.get(name) ?? 0;
    this.#looks.set(name, looks + 1);
    const one = this.#functions.get(idOf(name));
    if (!one)
      return { status: 404, headers: { 'x-amzn-errortype': 'ResourceNotFoundException' }, body: '{}' };
    const usual = {
      State: 'Active',
      CodeSha256: Buffer.from(one.codeHash, 'hex').toString('base64'),
      TenancyConfig: name.endsWith('-configuration') ? undefined : { TenantIsolationMode: 'PER_TENANT' },
    };
    return { status: 200, body: JSON.stringify({ ...usual, ...this.#options.version?.(looks) }) };
  }

  #called(name: string): HttpAnswer {
    const chosen = this.#options.call?.(name);
    if (chosen) return chosen;
    const id = idOf(name);
    const version = this.#functions.get(id)?.manifest.version ?? '1.0.0';
    const published = aConfiguration({ id, info: { ...aConfiguration().info, version } });
    return { status: 200, body: JSON.stringify(name.endsWith('-bundle') ? published.dataBundle : published) };
  }
}

const stored = (text: string | undefined): HttpAnswer =>
  text === undefined
    ? { status: 404, body: '<Error><Code>NoSuchKey</Code><Message>There is no such key.</Message></Error>' }
    : { status: 200, body: text };
