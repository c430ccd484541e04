import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { startHost } from '../../../local/host/host.ts';
import type { OutputLine } from '../../../local/host/host-options.ts';
import type { HostedFunction } from '../../../local/host/hosted-function.ts';
import { ACCESS_KEY_ID } from '../../../local/http/own-requests.ts';
import type { Seal } from '../../../local/sandbox/seal.ts';
import { localClientConfig } from '../../../local/state/local-client-config.ts';

/** Probes run at a time, with their neighbours. */
const ENVIRONMENTS = 16;

/** What an invocation came to, as its caller sees it. */
export interface Reply {
  readonly payload: unknown;
  /** Whether `payload` describes an error. */
  readonly failed: boolean;
}

/** A host of the engine, with the real client in front of it. */
export interface ProbeHost {
  readonly hostFolder: string;
  /** For the real client. */
  readonly client: LambdaClient;
  /** Everything that functions have printed. */
  readonly lines: readonly OutputLine[];
  invoke(name: string, tenant: string | undefined, event: unknown): Promise<Reply>;
  /** How a program that knew everything would invoke a function. */
  invokeCall(name: string): { port: number; path: string; headers: Record<string, string> };
  endTenant(tenant: string): Promise<void>;
  close(): Promise<void>;
}

export async function startProbeHost(seal: Seal, functions: readonly HostedFunction[]): Promise<ProbeHost> {
  const lines: OutputLine[] = [];
  const stateDir = mkdtempSync('/tmp/she-probes-');
  chmodSync(stateDir, 0o755);
  const host = await startHost({
    ...{ functions, seal, stateDir },
    now: () => new Date(),
    newId: randomUUID,
    onOutput: (line) => lines.push(line),
    limits: { environments: ENVIRONMENTS, wait: 60 },
  });
  const client = new LambdaClient({ ...localClientConfig(host.url), maxAttempts: 1 });
  return {
    ...{ client, lines },
    hostFolder: join(stateDir, readdirSync(stateDir)[0] ?? ''),
    invoke: (name, tenant, event) => invoke(client, name, tenant, event),
    invokeCall: (name) => ({
      port: Number(new URL(host.url).port),
      path: `/2015-03-31/functions/${name}/invocations?Qualifier=1`,
      headers: {
        authorization: `AWS4-HMAC-SHA256 Credential=${ACCESS_KEY_ID}/probe`,
        'x-amz-tenant-id': randomUUID(),
      },
    }),
    endTenant: (tenant) => host.endTenant(tenant),
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
  tenant: string | undefined,
  event: unknown,
): Promise<Reply> {
  const answer = await client.send(
    new InvokeCommand({
      ...{ FunctionName: name, Qualifier: '1', Payload: JSON.stringify(event) },
      ...(tenant === undefined ? {} : { TenantId: tenant }),
    }),
  );
  const text = answer.Payload?.transformToString();
  return { payload: text ? JSON.parse(text) : undefined, failed: answer.FunctionError !== undefined };
}
