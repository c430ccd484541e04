import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { EngineError } from '../../core/errors.ts';
import type { DataEvent } from '../../core/model/data-event.ts';
import { CleanUp } from '../../local/clean-up.ts';
import { serve, stopServing } from '../../local/http/server.ts';
import { startPda } from '../../local/pda/start-pda.ts';
import { ask } from '../canary/play/ask.ts';
import type { AwsPlace } from './aws-place.ts';
import { tellBus } from './tell-bus.ts';

const PDA = 'asha.localhost';
const PASSWORD = 'trial';

/** A PDA of somebody made up, which tells of new data over EventBridge as one on AWS does. */
export interface TrialPda {
  readonly pda: string;
  readonly url: string;
  /** By which the engine reads and writes. */
  readonly engineToken: () => Promise<string>;
  /** By which the owner speaks to the engine. */
  readonly ownerToken: string;
  /** Data events go there from now on. */
  tellOf(busArn: string): void;
  save(endpoint: string, record: object): Promise<void>;
  records(endpoint: string): Promise<readonly unknown[]>;
  close(): Promise<void>;
}

export async function startTrialPda(dataDir: string, place: AwsPlace): Promise<TrialPda> {
  const cleanUp = new CleanUp();
  let busArn: string | undefined;
  const publish = async (events: readonly DataEvent[]) => {
    if (busArn === undefined) throw new EngineError('There is no bus to tell yet.');
    await tellBus(place, busArn, events);
  };
  const embedded = await startPda({
    ...{ dataDir, publish, now: () => new Date(), newId: randomUUID, report: () => undefined },
    databaseUrl: undefined,
  });
  cleanUp.later(() => embedded.close());
  await embedded.createPerson({ pda: PDA, password: PASSWORD });
  const server = await serve(embedded.routes, 0);
  cleanUp.later(() => stopServing(server));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ownerToken = await logIn(url);
  const headers = { 'x-auth-token': ownerToken };
  return {
    ...{ pda: PDA, url, ownerToken, engineToken: () => embedded.issueEngineToken(PDA) },
    tellOf: (arn) => {
      busArn = arn;
    },
    save: async (place, record) => {
      const body = JSON.stringify(record);
      const reply = await ask(url, PDA, { method: 'POST', path: `/api/v2.6/data/${place}`, headers, body });
      if (reply.status !== 201)
        throw new EngineError(`The PDA did not save (${reply.status}): ${reply.text}`);
    },
    records: async (place) =>
      JSON.parse((await ask(url, PDA, { path: `/api/v2.6/data/${place}?take=1000`, headers })).text),
    close: () => cleanUp.run(),
  };
}

async function logIn(url: string): Promise<string> {
  const headers = { username: PDA.split('.')[0] ?? '', password: PASSWORD };
  return JSON.parse((await ask(url, PDA, { path: '/users/access_token', headers })).text).accessToken;
}
