import { setTimeout as sleep } from 'node:timers/promises';
import { EngineError } from '../../../core/errors.ts';
import type { ChannelName } from '../channels.ts';
import type { Evidence } from './evidence.ts';
import { diaryOf, type People, type Person } from './people.ts';
import { idOf, MANNERS } from './registry.ts';
import type { Call, Stage } from './stage.ts';

const LOOK_EVERY_MS = 250;
const LONGEST_WAIT_MS = 200_000;
/** Tries until an attempt is given up. */
const TRIES = 5;

interface Shown {
  readonly functionId: string;
  readonly status: string;
  readonly errorCode?: string;
}

/** What people do, and what everything answers them. */
export class Scenes {
  readonly #stage: Stage;
  readonly #evidence: Evidence;

  constructor(stage: Stage, evidence: Evidence) {
    this.#stage = stage;
    this.#evidence = evidence;
  }

  /** Every function sees the diary of everyone, and does what it does with it. */
  async everyFunctionRuns(people: readonly Person[]): Promise<void> {
    for (const person of people) {
      for (const manner of Object.keys(MANNERS))
        await this.manage(person, `function/${idOf(manner)}/enable`, 'POST');
      await this.#save(person);
    }
    for (const person of people) await this.#allEnded(person);
  }

  /** Tries a function until its attempt is given up, and becomes a dead letter. */
  async givenUp(person: Person, manner: string): Promise<void> {
    for (let tried = 0; tried < TRIES; tried++) await this.trigger(person, manner);
  }

  trigger(person: Person, manner: string): Promise<unknown> {
    return this.manage(person, `function/${idOf(manner)}/trigger?useAll=true`, 'POST');
  }

  /** Consent is withdrawn while the function holds the data. */
  async disabledWhileItRuns(person: Person): Promise<void> {
    let isOver = false;
    const ended = this.trigger(person, 'lingers').finally(() => {
      isOver = true;
    });
    const isRunning = async () => (await this.#executions(person)).some(({ status }) => status === 'running');
    // On a machine that is this busy, it is disabled after it has run.
    await this.until(async () => isOver || (await isRunning()));
    await this.manage(person, `function/${idOf('lingers')}/disable`, 'POST');
    await ended;
  }

  /** Requests that cannot be answered, with data in all their parts. */
  async wrongRequests(person: Person, [token = '', other = '']: readonly string[]): Promise<void> {
    const refused: readonly Call[] = [
      { path: 'function', headers: { 'x-auth-token': token } },
      { path: 'function', headers: { 'x-auth-token': jwtOf(token) } },
      { path: `execution?take=${token}` },
      { path: `execution?skip=-1&${token}=${other}` },
      { path: `function/${idOf('keeps')}/trigger?useAll=${token}`, method: 'POST' },
      { path: `function/${idOf('keeps')}`, headers: { [token]: other, cookie: token } },
      { path: `function/${idOf('keeps')}/trigger?useAll=${token}`, method: 'POST', body: `{"${token}` },
    ];
    for (const call of refused)
      await this.#tell('errors of the management API', () => this.#stage.manage(person, call));
    // The words that clients know quote what was asked for to whoever asked.
    for (const path of [`function/${token}`, `function/${token}/enable`, token])
      await this.#tell('echoes', () => this.#stage.manage(person, { path }));
  }

  /** A PDA tells of its data: of what is sent with an event nothing is kept, and nothing told. */
  async tellsOfData(person: Person, [token = '', other = '']: readonly string[]): Promise<void> {
    const occurredAt = new Date().toISOString();
    const event = { eventId: token, pda: person.pda, endpoints: ['canary/unread'], records: 1, occurredAt };
    const spoilt = [{ ...event, endpoints: [`${token}!`] }, { ...event, chain: [`${other}!`] }, token];
    const send = (body: unknown) => () =>
      this.#stage.manage(person, { path: 'events', method: 'POST', body: JSON.stringify(body) });
    const replies = 'replies of the management API';
    const reply = await this.#tell(replies, send([{ ...event, [token]: other, data: token }, ...spoilt]));
    if (!reply.includes('"accepted":1'))
      this.#evidence.object(`${this.#stage.name}: an event was not accepted`);
    await this.#tell('errors of the management API', send(spoilt));
  }

  /** What a PDA refuses, with data in the bodies. */
  async wrongData(person: Person, [token = '', other = '']: readonly string[]): Promise<void> {
    const path = '/api/v2.6/data/canary/diary';
    const refused: readonly Call[] = [
      { path, method: 'POST', body: `{"${token}": "${other}` },
      { path, method: 'POST', body: `${'['.repeat(500)}"${token}"` },
      { path, method: 'POST', body: JSON.stringify(diaryOf(person)[0]) },
      {
        path: '/api/v2.6/data-batch',
        method: 'POST',
        body: JSON.stringify([{ endpoint: 'canary/diary', [token]: other }]),
      },
      {
        path: '/api/v2.6/data-batch',
        method: 'POST',
        body: JSON.stringify([{ endpoint: `${token}!`, data: other }]),
      },
      { path: '/api/v2.6/data-batch', method: 'POST', body: JSON.stringify({ [token]: other }) },
      { path: '/api/v2.6/data-window', method: 'POST', body: JSON.stringify({ [token]: other }) },
      { path: `${path}?take=${token}` },
      { path, headers: { 'x-auth-token': token } },
      { path: '/users/access_token', headers: { username: token, password: other } },
    ];
    for (const call of refused) await this.#tell('errors of the PDA', () => this.#stage.pda(person, call));
  }

  /** Everything people are shown: of their own data all, of others nothing. */
  async everythingShown(people: People): Promise<void> {
    for (const person of [people.alice, people.bob]) {
      const ids = Object.keys(MANNERS).map(idOf);
      for (const path of ['function', 'execution?take=1000', ...ids.map((id) => `function/${id}`)])
        await this.manage(person, path);
      for (const endpoint of ['canary/diary', 'canary/findings']) {
        const { text } = await this.#stage.pda(person, { path: `/api/v2.6/data/${endpoint}?take=1000` });
        this.#ownData(person, endpoint, text);
      }
      for (const path of ['feed', 'feed/canary/findings']) await this.#feed(person, path);
    }
  }

  async #feed(person: Person, path: string): Promise<void> {
    const { text } = await this.#stage.manage(person, { path });
    this.#ownData(person, path, text);
    const isShown = person.tokens.some((token) => text.includes(token));
    if (!isShown) this.#evidence.object(`${this.#stage.name}: ${path} of ${person.name} shows nothing`);
  }

  #ownData(person: Person, what: string, text: string): void {
    this.#evidence.add('own data', `${this.#stage.name}: ${what} of ${person.name}`, text, person.name);
  }

  /** Waits until a person has been shown an execution that ended with the code. */
  async ended(person: Person, errorCode: string): Promise<void> {
    await this.until(async () =>
      (await this.#executions(person)).some((shown) => shown.errorCode === errorCode),
    );
  }

  manage(person: Person, path: string, method: 'GET' | 'POST' = 'GET'): Promise<string> {
    return this.#tell('replies of the management API', () => this.#stage.manage(person, { path, method }));
  }

  async #save(person: Person): Promise<void> {
    const body = JSON.stringify(diaryOf(person));
    await this.#stage.pda(person, { path: '/api/v2.6/data/canary/diary', method: 'POST', body });
  }

  async #executions(person: Person): Promise<readonly Shown[]> {
    return JSON.parse((await this.#stage.manage(person, { path: 'execution?take=1000' })).text);
  }

  /** Every function has ended as it must, or what was played is not what was meant. */
  async #allEnded(person: Person): Promise<void> {
    await this.until(async () => {
      const shown = await this.#executions(person);
      const ended = shown.filter(({ status }) => status !== 'running');
      return Object.keys(MANNERS).every((manner) =>
        ended.some(({ functionId }) => functionId === idOf(manner)),
      );
    });
    for (const [manner, { ends }] of Object.entries(MANNERS)) {
      // A busy machine may have kept it from running; it is asked for once more before anything is made of that.
      const place = `${this.#stage.name}: ${idOf(manner)} of ${person.name}`;
      const first = await this.#codesOf(person, manner);
      if (!first.includes(ends)) {
        const errors = errorsIn(this.#stage.log()).join('; ') || 'no internal error was logged';
        this.#evidence.note(`${place} ended with ${first} first, and was asked for again: ${errors}`);
        await this.trigger(person, manner);
      }
      const codes = await this.#codesOf(person, manner);
      if (!codes.includes(ends)) this.#evidence.object(`${place} ended with ${codes}, not with ${ends}`);
    }
  }

  async #codesOf(person: Person, manner: string): Promise<readonly (string | undefined)[]> {
    const shown = await this.#executions(person);
    return shown.filter(({ functionId }) => functionId === idOf(manner)).map(({ errorCode }) => errorCode);
  }

  async #tell(
    channel: ChannelName,
    ask: () => Promise<{ status: number; text: string; headers: object }>,
  ): Promise<string> {
    const { status, text, headers } = await ask();
    // An owner's own token comes back refreshed.
    const { 'x-auth-token': _, ...others } = headers as Record<string, unknown>;
    this.#evidence.add(channel, this.#stage.name, `${status} ${JSON.stringify(others)}\n${text}\n`);
    return text;
  }

  /** Waits for something that happens by itself. */
  async until(isSo: () => Promise<boolean>): Promise<void> {
    for (const giveUpAt = Date.now() + LONGEST_WAIT_MS; !(await isSo()); await sleep(LOOK_EVERY_MS)) {
      if (Date.now() > giveUpAt)
        throw new EngineError(`${this.#stage.name}: what was waited for did not happen.`);
    }
  }
}

/** Names of the internal errors in a log of either kind, and the places that they came through. */
export function errorsIn(log: string): readonly string[] {
  const errors = log.matchAll(/"event":"internal error".*|^internal error: .*(?:\n {2}at .*)*/gm);
  return [...errors].map(([error]) => {
    const [, name = 'unnamed'] = /errorName(?:=|":")([\w.]+)/.exec(error) ?? [];
    const places = error.match(/[\w@./+-]+\.m?[jt]s:\d+:\d+/g) ?? [];
    return [name, ...places].join(' at ');
  });
}

function jwtOf(token: string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256', kid: token })}.${part({ iss: token, sub: token })}.${token}`;
}
