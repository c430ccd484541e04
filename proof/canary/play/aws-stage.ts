import { randomUUID } from 'node:crypto';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { DeleteCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { NO_COUNTS } from '../../../core/model/execution-record.ts';
import { wire } from '../../../lambdas/shared/wire.ts';
import { openAwsDesk } from '../../../local/dead-letters/aws-desk.ts';
import { describeLetter } from '../../../local/dead-letters/describe-letter.ts';
import type { ChannelName } from '../channels.ts';
import { ask } from './ask.ts';
import { type AwsEngine, startAwsEngine } from './aws-engine.ts';
import type { Evidence } from './evidence.ts';
import { PASSWORD, type People, type Person } from './people.ts';
import { type QuotingPda, startQuotingPda } from './quoting-pda.ts';
import { idOf } from './registry.ts';
import { Scenes } from './scenes.ts';
import type { Call, Reply, Stage } from './stage.ts';

interface Places {
  readonly dataDir: string;
  readonly registry: string;
}

/** What AWS runs: the four Lambdas, from their entry points, on the same stores. */
export async function playOnAws(places: Places, people: People, evidence: Evidence): Promise<void> {
  const engine = await startAwsEngine(places, evidence);
  const carols = await startQuotingPda(engine.pdaUrl, people.carol.tokens);
  try {
    const stage = await AwsStage.with(engine, people, carols, evidence);
    await new AwsPlay(stage, people, evidence).play();
    evidence.add('messages from outside', 'PDA of carol', carols.said().join('\n'));
  } finally {
    carols.close();
    await engine.close();
  }
}

class AwsStage implements Stage {
  readonly name = 'on AWS';
  readonly engine: AwsEngine;
  readonly #evidence: Evidence;
  readonly #tokens = new Map<string, string>();

  private constructor(engine: AwsEngine, evidence: Evidence) {
    this.engine = engine;
    this.#evidence = evidence;
  }

  log(): string {
    return this.#evidence
      .of('log of executor')
      .map(({ bytes }) => String(bytes))
      .join('');
  }

  static async with(
    engine: AwsEngine,
    people: People,
    carols: QuotingPda,
    evidence: Evidence,
  ): Promise<AwsStage> {
    const stage = new AwsStage(engine, evidence);
    const { pda } = engine.foundations;
    const { directory } = engine;
    for (const person of [people.alice, people.bob, people.carol]) {
      await pda.createPerson({ pda: person.pda, password: PASSWORD });
      const url = person === people.carol ? carols.url : engine.pdaUrl;
      await directory.put({ pda: person.pda, url, token: await pda.issueEngineToken(person.pda) });
      const headers = { username: person.user, password: PASSWORD };
      const login = await ask(engine.pdaUrl, person.pda, { path: '/users/access_token', headers });
      stage.#tokens.set(person.name, JSON.parse(login.text).accessToken);
    }
    return stage;
  }

  async manage(person: Person, { method = 'GET', path, headers = {}, body }: Call): Promise<Reply> {
    const [rawPath = '', rawQueryString = ''] = path.split('?');
    const reply = await this.engine.lambdas.api.invoke<APIGatewayProxyStructuredResultV2>({
      version: '2.0',
      ...{ rawPath: `/api/v2.6/she/${rawPath}`, rawQueryString, body, isBase64Encoded: false },
      headers: { 'x-auth-token': this.#tokens.get(person.name), ...headers },
      requestContext: { domainName: 'engine.example', http: { method, path: rawPath } },
    });
    return {
      status: reply.statusCode ?? 0,
      text: reply.body ?? '',
      headers: reply.headers as Reply['headers'],
    };
  }

  pda(person: Person, call: Call): Promise<Reply> {
    const headers = { 'x-auth-token': this.#tokens.get(person.name) ?? '', ...call.headers };
    return ask(this.engine.pdaUrl, person.pda, { ...call, headers });
  }
}

class AwsPlay {
  readonly #engine: AwsEngine;
  readonly #people: People;
  readonly #evidence: Evidence;
  readonly #scenes: Scenes;
  readonly #stage: AwsStage;

  constructor(stage: AwsStage, people: People, evidence: Evidence) {
    this.#engine = stage.engine;
    this.#people = people;
    this.#evidence = evidence;
    this.#stage = stage;
    this.#scenes = new Scenes(stage, evidence);
  }

  async play(): Promise<void> {
    const { alice, bob, mallory } = this.#people;
    await this.#scenes.everyFunctionRuns([alice, bob]);
    await this.#scenes.givenUp(alice, 'throws');
    await this.#scenes.disabledWhileItRuns(bob);
    await this.#scenes.wrongRequests(alice, mallory.tokens);
    await this.#scenes.tellsOfData(alice, mallory.tokens);
    await this.#scenes.wrongData(bob, mallory.tokens);
    await this.#quotingPda();
    await this.#spoiltItems();
    await this.#internalError();
    await this.#nonsense();
    await this.#scenes.everythingShown(this.#people);
    await this.#letters();
    await this.#tables();
  }

  /** Runs that fail since the PDA answers with errors, in which it quotes what it holds. */
  async #quotingPda(): Promise<void> {
    const { carol } = this.#people;
    await this.#scenes.manage(carol, `function/${idOf('keeps')}/enable`, 'POST');
    for (let asked = 0; asked < 7; asked++) await this.#scenes.trigger(carol, 'keeps');
  }

  /** Items that somebody has spoilt: everybody who meets them says so, and nothing of what they hold. */
  async #spoiltItems(): Promise<void> {
    const [a = '', b = '', c = ''] = this.#people.mallory.tokens;
    const { pda } = this.#people.alice;
    const { dynamo } = this.#engine.foundations.wiring.clients;
    const env = this.#engine.env;
    const spoilt = [
      [
        env.STATUS_TABLE,
        { pda, functionId: 'canary-spoilt' },
        { revision: a, attempt: { id: b, [c]: c }, dueShard: '0', dueAt: '2020-01-01T00:00:00.000Z' },
      ],
      [
        env.EXECUTIONS_TABLE,
        { pda, startedAtId: '2020' },
        { executionId: a, functionId: `${b} ${c}`, status: c },
      ],
      [env.CATALOGUE_TABLE, { functionId: 'canary-spoilt' }, { entry: `{"${a}": "${b}` }],
    ] as const;
    for (const [TableName, key, item] of spoilt)
      await dynamo.send(new PutCommand({ TableName, Item: { ...key, ...item } }));
    await this.#scenes.everythingShown(this.#people);
    // The dispatcher and reconcile look at alice's items too.
    await this.#stage.pda(this.#people.alice, {
      path: '/api/v2.6/data/canary/diary',
      method: 'POST',
      body: '{"text": "spoilt"}',
    });
    await this.#logged('reconcile');
    for (const [TableName, Key] of spoilt) await dynamo.send(new DeleteCommand({ TableName, Key }));
  }

  /** A run that meets an error of the engine's own, whose words quote what is stored. */
  async #internalError(): Promise<void> {
    const { wiring } = this.#engine.foundations;
    const { env } = this.#engine;
    const { mallory } = this.#people;
    const functionId = idOf('asks');
    const entry = await wire(wiring).catalogue(env.CATALOGUE_TABLE).find(functionId, mallory.pda);
    if (!entry) return this.#evidence.object(`on AWS: ${functionId} is not registered`);
    const { version, codeHash, scope } = entry;
    const at = new Date().toISOString();
    const attempt = {
      id: randomUUID(),
      at,
      trigger: 'event',
      useAll: false,
      version,
      codeHash,
      epoch: 1,
      part: 0,
    };
    const Key = { pda: mallory.pda, functionId };
    const Item = {
      ...{ ...Key, revision: 1, enabled: true, epoch: 1, leaseToken: 1, dirty: true, failures: 0 },
      ...{ consent: { version, codeHash, scope, at }, dueShard: '0', dueAt: at },
      attempt: { ...attempt, counts: NO_COUNTS, bundle: mallory.tokens[0] },
    };
    await wiring.clients.dynamo.send(new PutCommand({ TableName: env.STATUS_TABLE, Item }));
    await this.#logged('executor', '"internal error"');
    await wiring.clients.dynamo.send(new DeleteCommand({ TableName: env.STATUS_TABLE, Key }));
  }

  /** Messages that are none. */
  async #nonsense(): Promise<void> {
    const [a = '', b = ''] = this.#people.mallory.tokens;
    const { sqs } = this.#engine.foundations.wiring.clients;
    const bodies = [
      a,
      `{"${a}`,
      JSON.stringify({ [a]: b, pda: a, endpoints: [`${b}!`], records: b, chain: [b, `${a}!`] }),
      JSON.stringify([a]),
    ];
    for (const QueueUrl of [this.#engine.env.DATA_EVENTS_QUEUE_URL, this.#engine.env.EXECUTIONS_QUEUE_URL])
      for (const MessageBody of bodies)
        await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, MessageGroupId: randomUUID() }));
    await this.#logged('dispatcher', '"letter put"');
    await this.#logged('executor', '"letter put"');
  }

  async #logged(name: 'dispatcher' | 'executor' | 'reconcile', what = 'unreadable item'): Promise<void> {
    const isLogged = () => this.#evidence.of(`log of ${name}`).some(({ bytes }) => bytes.includes(what));
    await this.#scenes.until(async () => isLogged());
  }

  /** As the operator sees them, and as they lie in their queues; and one is redriven. */
  async #letters(): Promise<void> {
    const { env, foundations } = this.#engine;
    const { clients, log } = foundations.wiring;
    const outputs = {
      ...{ DataEventsQueueUrl: env.DATA_EVENTS_QUEUE_URL, ExecutionsQueueUrl: env.EXECUTIONS_QUEUE_URL },
      ...{
        DataEventsDeadLettersUrl: env.DATA_EVENTS_DLQ_URL,
        ExecutionsDeadLettersUrl: env.EXECUTIONS_DLQ_URL,
      },
      StatusTableName: env.STATUS_TABLE,
    };
    const desk = openAwsDesk(clients, outputs, (error) => log.internalError(undefined, error));
    const letters = await desk.letters();
    for (const letter of letters) {
      const { body, ...about } = letter;
      const described = describeLetter(letter);
      const isFromOutside = described.about === 'a message that cannot be read';
      this.#evidence.add('dead letters', this.#stage.name, JSON.stringify([about, described]));
      this.#evidence.add(isFromOutside ? 'messages from outside' : 'dead letters', letter.queue, body);
    }
    const parked = letters.filter((letter) => describeLetter(letter).executionId !== undefined);
    if (parked.length === 0) this.#evidence.object('on AWS: no attempt was given up');
    this.#evidence.add('dead letters', 'redrive', JSON.stringify(await desk.redrive(parked)));
    await desk.close();
  }

  async #tables(): Promise<void> {
    const { env, foundations } = this.#engine;
    const tables: readonly (readonly [ChannelName, string])[] = [
      ['execution records', env.EXECUTIONS_TABLE],
      ['status items', env.STATUS_TABLE],
      ['status items', env.SLOTS_TABLE],
      ['catalogue', env.CATALOGUE_TABLE],
      ['PDA directory', env.PDAS_TABLE],
    ];
    for (const [channel, TableName] of tables) {
      const { Items = [] } = await foundations.wiring.clients.dynamo.send(new ScanCommand({ TableName }));
      for (const item of Items) this.#evidence.add(channel, TableName, `${JSON.stringify(item)}\n`);
    }
  }
}
