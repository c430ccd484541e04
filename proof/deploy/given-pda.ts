import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { EngineError } from '../../core/errors.ts';
import type { AwsPlace } from './aws-place.ts';
import { tellBus } from './tell-bus.ts';
import type { TrialPda } from './trial-pda.ts';

/** A PDA that an AWS elsewhere reaches, since it reaches none of this machine. */
export interface PdaOptions {
  readonly pda?: string;
  readonly pdaUrl?: string;
  readonly pdaTokenFile?: string;
  readonly ownerTokenFile?: string;
}

/** @throws EngineError that names what was not given */
export async function givenPda(options: PdaOptions, place: AwsPlace): Promise<TrialPda> {
  const { pda, pdaUrl: url, pdaTokenFile, ownerTokenFile } = options;
  if (!pda || !url || !pdaTokenFile || !ownerTokenFile)
    throw new EngineError(
      'An AWS that is not this machine reaches no PDA of this machine: give it one with --pda, --pda-url, --pda-token-file and --owner-token-file.',
    );
  const ownerToken = (await readFile(ownerTokenFile, 'utf8')).trim();
  const ask = async (path: string, body?: string): Promise<unknown> => {
    const headers = { 'x-auth-token': ownerToken, 'content-type': 'application/json' };
    const method = body === undefined ? 'GET' : 'POST';
    const reply = await fetch(new URL(path, url), {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    });
    if (!reply.ok) throw new EngineError(`The PDA answered ${method} ${path} with ${reply.status}.`);
    return reply.json();
  };
  let busArn = '';
  return {
    ...{ pda, url, ownerToken, engineToken: async () => (await readFile(pdaTokenFile, 'utf8')).trim() },
    tellOf: (arn) => {
      busArn = arn;
    },
    save: async (endpoint, record) => {
      await ask(`/api/v2.6/data/${endpoint}`, JSON.stringify(record));
      const occurredAt = new Date().toISOString();
      await tellBus(place, busArn, [
        { eventId: randomUUID(), pda, endpoints: [endpoint], records: 1, occurredAt },
      ]);
    },
    records: async (endpoint) => (await ask(`/api/v2.6/data/${endpoint}?take=1000`)) as readonly unknown[],
    close: async () => undefined,
  };
}
