import { mkdtemp, rm } from 'node:fs/promises';
import { Agent } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve, stopServing } from '../../../local/http/server.ts';
import { type EmbeddedPda, startPda } from '../../../local/pda/start-pda.ts';
import type { Asker, Step } from '../stories/story.ts';
import { ask, type Reply } from './ask.ts';

/** Every story takes place at this moment. */
const NOW = new Date('2024-05-06T08:00:00.000Z');
const [OWNER, OTHER] = ['asha.localhost', 'ben.localhost'];
const PASSWORD = 'demo';
const LOGIN: Step = { method: 'GET', path: '/users/access_token', asker: 'nobody' };

/** An embedded PDA as it is served, on one kind of database. */
export interface Server {
  readonly name: string;
  /** The `Host` header of a request decides whose PDA it is; everybody asks the same one here. */
  call(step: Step): Promise<Reply>;
  close(): Promise<void>;
}

/**
 * Starts a PDA with two people. Two of them make the same ids when they are asked the same.
 * @param databaseUrl of a PostgreSQL; absent means the embedded one
 */
export async function startServer(name: string, databaseUrl?: string): Promise<Server> {
  const dataDir = await mkdtemp(join(tmpdir(), 'she-fuzz-'));
  let ids = 0;
  let lastReport = '';
  const pda: EmbeddedPda = await startPda({
    dataDir,
    now: () => NOW,
    newId: () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`,
    publish: async (events) => pda.confirm(events.map(({ eventId }) => eventId)),
    report: (line) => {
      lastReport = line;
    },
    databaseUrl,
  });
  const server = await serve(pda.routes, 0);
  const agent = new Agent({ keepAlive: true });
  const place = { agent, port: (server.address() as AddressInfo).port, host: OWNER };
  for (const person of [OWNER, OTHER]) await pda.createPerson({ pda: person, password: PASSWORD });
  const tokens: Readonly<Record<Asker, string | undefined>> = {
    owner: await login(place, OWNER),
    other: await login(place, OTHER),
    engine: await pda.issueEngineToken(OWNER),
    nobody: undefined,
  };
  return {
    name,
    call: async (step) => {
      const reply = await ask(place, step, tokens[step.asker]);
      return reply.status < 500 ? reply : { ...reply, body: `${reply.body} (${lastReport})` };
    },
    close: async () => {
      agent.destroy();
      await stopServing(server);
      await pda.close();
      await rm(dataDir, { recursive: true });
    },
  };
}

async function login(place: Parameters<typeof ask>[0], person: string): Promise<string> {
  const headers = { host: person, username: person, password: PASSWORD };
  const { body } = await ask(place, { ...LOGIN, headers }, undefined);
  return JSON.parse(body).accessToken;
}
