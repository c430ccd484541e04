import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { InvokeCommand, type InvokeCommandInput, LambdaClient } from '@aws-sdk/client-lambda';
import { sha256, zipPackage } from '../../../functions-registry/zip-package.ts';
import { type Host, startHost } from '../../../local/host/host.ts';
import type { HostOptions, OutputLine } from '../../../local/host/host-options.ts';
import type { HostedFunction } from '../../../local/host/hosted-function.ts';
import type { Seal } from '../../../local/sandbox/seal.ts';
import { localClientConfig } from '../../../local/state/local-client-config.ts';

/** What an invocation came to, as a caller sees it. */
export interface Reply {
  readonly payload: unknown;
  readonly error: string | undefined;
  readonly status: number | undefined;
  readonly version: string | undefined;
}

export interface TestHost {
  readonly host: Host;
  readonly lines: OutputLine[];
  /** A fresh folder that holds the host's own. */
  readonly stateDir: string;
  invoke(name: string, input?: Partial<InvokeCommandInput> & { readonly event?: unknown }): Promise<Reply>;
  close(): Promise<void>;
}

const packages = mkdtempSync(join(tmpdir(), 'she-test-packages-'));
afterAll(() => rmSync(packages, { recursive: true }));

/** Builds a Node function from its source; `over` replaces any field. */
export async function nodeFunction(name: string, source: string, over: Partial<HostedFunction> = {}) {
  return hostedFunction(name, { 'index.mjs': source }, over);
}

/** Builds a Python function from its source. */
export async function pythonFunction(name: string, source: string, over: Partial<HostedFunction> = {}) {
  return hostedFunction(name, { 'index.py': source }, { runtime: 'python3.13', ...over });
}

/** Builds a function from the texts of its package's files. */
export async function hostedFunction(
  name: string,
  sources: Readonly<Record<string, string>>,
  over: Partial<HostedFunction> = {},
): Promise<HostedFunction> {
  const folder = mkdtempSync(join(packages, 'package-'));
  const files = new Map<string, string>();
  for (const [path, source] of Object.entries(sources)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), source);
    files.set(path, join(folder, path));
  }
  return packedFunction(name, files, over);
}

/** Builds a function from the files of its package, path inside it → path on disk. */
export async function packedFunction(
  name: string,
  files: ReadonlyMap<string, string>,
  over: Partial<HostedFunction> = {},
): Promise<HostedFunction> {
  return {
    name,
    qualifier: '1',
    runtime: 'nodejs24.x',
    handler: 'index.handler',
    files,
    codeHash: sha256(await zipPackage(files)),
    memory: 128,
    timeout: 20,
    ephemeralStorage: 512,
    tenantIsolated: true,
    ...over,
  };
}

/** Starts a host for these functions, with the real client in front of it. */
export async function startTestHost(
  seal: Seal,
  functions: readonly HostedFunction[],
  over: Partial<HostOptions> = {},
): Promise<TestHost> {
  const lines: OutputLine[] = [];
  const stateDir = mkdtempSync('/tmp/she-test-host-');
  chmodSync(stateDir, 0o755);
  const host = await startHost({
    functions,
    seal,
    stateDir,
    now: () => new Date(),
    newId: randomUUID,
    onOutput: (line) => lines.push(line),
    ...over,
  });
  const client = new LambdaClient({ ...localClientConfig(host.url), maxAttempts: 1 });
  return {
    host,
    lines,
    stateDir,
    invoke: (name, input = {}) => invoke(client, name, input),
    close: async () => {
      client.destroy();
      await host.close();
      rmSync(stateDir, { recursive: true, force: true });
    },
  };
}

async function invoke(
  client: LambdaClient,
  name: string,
  { event, ...input }: Partial<InvokeCommandInput> & { readonly event?: unknown },
): Promise<Reply> {
  const answer = await client.send(
    new InvokeCommand({
      FunctionName: name,
      Qualifier: '1',
      TenantId: 'alice',
      Payload: JSON.stringify(event ?? {}),
      ...input,
    }),
  );
  const text = answer.Payload?.transformToString();
  return {
    payload: text ? JSON.parse(text) : undefined,
    error: answer.FunctionError,
    status: answer.StatusCode,
    version: answer.ExecutedVersion,
  };
}
