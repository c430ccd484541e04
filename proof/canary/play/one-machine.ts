import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EngineError } from '../../../core/errors.ts';
import { ask } from './ask.ts';
import { CommandProcess } from './command.ts';
import type { Evidence } from './evidence.ts';
import { diaryOf, PASSWORD, type People, type Person } from './people.ts';
import { idOf } from './registry.ts';
import { Scenes } from './scenes.ts';
import type { Call, Reply, Stage } from './stage.ts';

interface Places {
  readonly dataDir: string;
  readonly registry: string;
  /** For files that are imported. */
  readonly files: string;
  /** Where programs put what is temporary. */
  readonly temporary: string;
}

/** The lines of what a function printed begin with its name, which nothing that the engine says does. */
const FUNCTIONS_LINE = /^she-canary-[a-z]+(?:-bundle|-configuration)?: /;
const READY = /^ready http:\/\/localhost:(\d+)$/m;
const LOOK_EVERY_MS = 50;
const LONGEST_START_MS = 200_000;

/** The engine as its users start it, and the commands beside it. */
export async function playOnOneMachine(places: Places, people: People, evidence: Evidence): Promise<void> {
  const { alice, bob, mallory } = people;
  const play = new OneMachine(places, evidence);
  await play.start();
  try {
    const scenes = new Scenes(play, evidence);
    await scenes.everyFunctionRuns([alice, bob]);
    await scenes.givenUp(alice, 'throws');
    await scenes.disabledWhileItRuns(bob);
    await scenes.wrongRequests(alice, mallory.tokens);
    await scenes.tellsOfData(alice, mallory.tokens);
    await scenes.wrongData(bob, mallory.tokens);
    await play.imports(bob);
    await play.letters();
    await scenes.everythingShown(people);
    await evidence.addFiles('temporary files', places.temporary);
    await play.stop();
    // Functions are asked for their configurations again, and what was left is looked for.
    await play.start();
    await scenes.everythingShown(people);
  } finally {
    await play.stop();
  }
  await evidence.addFiles('data directory', places.dataDir, ['pda']);
}

class OneMachine implements Stage {
  readonly name = 'on one machine';
  readonly #places: Places;
  readonly #evidence: Evidence;
  readonly #tokens = new Map<string, string>();
  #engine: CommandProcess | undefined;
  #url = '';

  constructor(places: Places, evidence: Evidence) {
    this.#places = places;
    this.#evidence = evidence;
  }

  async start(): Promise<void> {
    const { dataDir, registry } = this.#places;
    const where = ['--port', '0', '--data-dir', dataDir, '--registry', registry];
    this.#engine = new CommandProcess(['start', ...where, '--no-sample', '--verbose']);
    for (const giveUpAt = Date.now() + LONGEST_START_MS; !READY.test(this.#engine.printed); ) {
      const isOver = this.#engine.child.exitCode !== null || Date.now() > giveUpAt;
      if (isOver) throw new EngineError(`The engine did not start:\n${this.#engine.printed}`);
      await sleep(LOOK_EVERY_MS);
    }
    this.#url = `http://127.0.0.1:${READY.exec(this.#engine.printed)?.[1]}`;
    this.#tokens.clear();
  }

  async stop(): Promise<void> {
    const printed = await this.#engine?.end('SIGTERM');
    this.#engine = undefined;
    for (const line of printed?.split('\n') ?? []) {
      const channel = FUNCTIONS_LINE.test(line) ? 'output of functions' : 'console';
      this.#evidence.append(channel, 'she start', `${line}\n`);
    }
  }

  log(): string {
    return this.#engine?.printed ?? '';
  }

  async manage(person: Person, call: Call): Promise<Reply> {
    return this.pda(person, { ...call, path: `/api/v2.6/she/${call.path}` });
  }

  async pda(person: Person, call: Call): Promise<Reply> {
    const headers = { 'x-auth-token': await this.#tokenOf(person), ...call.headers };
    return ask(this.#url, person.pda, { ...call, headers });
  }

  /** What somebody downloaded about themselves, whole and broken. */
  async imports(person: Person): Promise<void> {
    const records = diaryOf(person).map((record) => ({ imported: record }));
    const lines = records.map((record) => JSON.stringify(record)).join('\n');
    const files = {
      'whole.json': JSON.stringify(records),
      'broken.json': JSON.stringify(records).slice(0, -20),
      'odd.jsonl': `${lines}\n{"${person.tokens[0]}\n[1\n`,
      'calendar.ics': `BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:${person.tokens[0]}\nDTSTART:${person.tokens[1]}\nEND:VEVENT\nEND:VCALENDAR\n`,
      'tweets.js': `window.YTD.tweets.part0 = [{"tweet": {"full_text": "${person.tokens[0]}", "id": 1}}, {"${person.tokens[1]}": 1}]`,
      'nothing.txt': person.tokens.join(' '),
    };
    for (const [name, content] of Object.entries(files)) {
      const path = join(this.#places.files, name);
      await writeFile(path, content);
      const as = /json/.test(name) ? ['--as', 'canary/imported'] : [];
      const to = ['--pda', person.pda, '--password', PASSWORD, '--url', this.#url];
      await this.#command('import', path, ...to, ...as);
    }
  }

  /** What the operator sees of what was given up, and how it is tried again; and a version that is recalled. */
  async letters(): Promise<void> {
    const at = ['--data-dir', this.#places.dataDir];
    const listed = JSON.parse(await this.#command('dlq', 'list', '--json', ...at)) as { id: string }[];
    if (listed.length === 0) this.#evidence.object('on one machine: no attempt was given up');
    await this.#evidence.addFiles('dead letters', join(this.#places.dataDir, 'dead-letters'));
    for (const { id } of listed) {
      await this.#command('dlq', 'show', id, '--body', ...at);
      await this.#command('dlq', 'redrive', id, ...at);
    }
    await this.#command('recall', idOf('lingers'), ...at);
  }

  async #command(...args: readonly string[]): Promise<string> {
    const printed = await new CommandProcess(args).end();
    this.#evidence.add('command line', args.slice(0, 2).join(' '), printed);
    return printed;
  }

  async #tokenOf(person: Person): Promise<string> {
    const known = this.#tokens.get(person.name);
    if (known !== undefined) return known;
    const headers = { username: person.name, password: PASSWORD };
    const { text } = await ask(this.#url, person.pda, { path: '/users/access_token', headers });
    const { accessToken } = JSON.parse(text);
    this.#tokens.set(person.name, accessToken);
    return accessToken;
  }
}
