import { LambdaInvoker } from '../../../adapters/lambda/lambda-invoker.ts';
import { MemoryFunctionCatalogue } from '../../../adapters/memory/function-catalogue.ts';
import type { RegisteredFunction } from '../../../functions-registry/registry.ts';
import { type Clients, createClients } from '../../../lambdas/shared/clients.ts';
import { lambdasOf, qualifierOf } from '../../../local/registration/lambdas-of.ts';
import { type Registrar, registerFunctions } from '../../../local/registration/register-functions.ts';
import { localClientConfig } from '../../../local/state/local-client-config.ts';
import { aConfiguration, anEntry, NOW, PDA } from '../../support/builders.ts';
import { type HttpAnswer, type HttpServer, startHttpServer } from '../../support/http-server.ts';
import { aRegisteredFunction } from '../../support/registered-function.ts';

const published = (id: string): HttpAnswer => ({ status: 200, body: JSON.stringify(aConfiguration({ id })) });
const bundleOf = (endpoint: string) => ({ name: 'x', bundle: { all: { endpoints: [{ endpoint }] } } });
const registry = (...functions: RegisteredFunction[]) => ({ functions, retiredShards: [], warnings: [] });
const [first, second] = ['a-coach', 'b-coach'].map((id) => aRegisteredFunction({ id })) as [
  RegisteredFunction,
  RegisteredFunction,
];

describe('registerFunctions', () => {
  let lambda: HttpServer;
  let client: Clients['lambda'];
  let catalogue: MemoryFunctionCatalogue;
  let registrar: Registrar;
  let answers: Record<string, HttpAnswer>;
  /** What the bundle call of every function answers. */
  let bundleAnswer: HttpAnswer;

  beforeEach(async () => {
    answers = { 'a-coach': published('a-coach'), 'b-coach': published('b-coach') };
    bundleAnswer = { status: 200, body: JSON.stringify(aConfiguration().dataBundle) };
    lambda = await startHttpServer(({ path }) =>
      path.includes('-bundle/') ? bundleAnswer : answers[/she-(.+)-configuration/.exec(path)?.[1] ?? ''],
    );
    client = createClients({ lambda: localClientConfig(lambda.url) }).lambda;
    catalogue = new MemoryFunctionCatalogue();
    const invoker = new LambdaInvoker(client, { sealed: true });
    registrar = { lambda: client, invoker, releases: catalogue.releases, now: () => NOW, random: () => 0.5 };
  });
  afterEach(async () => {
    client.destroy();
    await lambda.close();
  });

  it('asks each function for its configuration, as published functions expect it', async () => {
    const problems = await registerFunctions(registry(first), registrar);

    expect(problems).toEqual([]);
    expect(lambda.requests[0]).toMatchObject({
      path: `/2015-03-31/functions/she-a-coach-configuration/invocations?Qualifier=${qualifierOf(first.codeHash)}`,
      body: '""',
    });
    expect(await catalogue.find('a-coach', PDA)).toMatchObject({ codeHash: first.codeHash, available: true });
  });

  it('freezes a bundle in which nothing but dates varies', async () => {
    await registerFunctions(registry(first), registrar);

    const { bundle } = aConfiguration().dataBundle;
    expect((await catalogue.find('a-coach', PDA))?.frozenBundle).toEqual({ bundle, dates: [] });
    const asked = lambda.requests.filter(({ path }) => path.includes('/she-a-coach-bundle/'));
    expect(new Set(asked.map(({ body }) => body)).size).toBeGreaterThan(6);
  });

  it.each<[string, HttpAnswer]>([
    ['fails', { status: 200, headers: { 'x-amz-function-error': 'Unhandled' }, body: '{}' }],
    ['cannot be made', { status: 502, body: '{"Message":"no python3.14"}' }],
    ['answers with no bundle', { status: 200, body: '[]' }],
    ['asks for other data', { status: 200, body: JSON.stringify(bundleOf('bank/accounts')) }],
  ])('registers a function whose bundle call %s, and goes on asking it', async (_what, answer) => {
    bundleAnswer = answer;

    const problems = await registerFunctions(registry(first), registrar);

    expect(problems).toEqual([]);
    expect(await catalogue.find('a-coach', PDA)).toMatchObject({ available: true, frozenBundle: undefined });
  });

  it('takes no recall back', async () => {
    await catalogue.put(anEntry({ id: 'a-coach', version: '0.9.0', recalledVersions: ['0.9.0'] }));

    await registerFunctions(registry(first), registrar);

    expect(await catalogue.find('a-coach', PDA)).toMatchObject({
      version: '1.0.0',
      recalledVersions: ['0.9.0'],
    });
  });

  it.each<[string, HttpAnswer, RegExp]>([
    [
      'throws',
      {
        status: 200,
        headers: { 'x-amz-function-error': 'Unhandled' },
        body: '{"errorMessage":"no module numpy"}',
      },
      /^she-a-coach-configuration failed: .*no module numpy/,
    ],
    [
      'answers with no JSON',
      { status: 200, body: 'hello' },
      /^she-a-coach-configuration answered with something other than JSON/,
    ],
    [
      'answers with another shape',
      { status: 200, body: '{}' },
      /^Function a-coach: configuration\.id: .+; configuration\.info: /,
    ],
    ['publishes another id', published('c-coach'), /^Function a-coach: configuration\.id is "c-coach"/],
    [
      'cannot be called',
      {
        status: 502,
        headers: { 'x-amzn-errortype': 'InvalidRuntimeException' },
        body: '{"Message":"no python3.14"}',
      },
      /^she-a-coach-configuration could not be called: no python3\.14/,
    ],
  ])('tells in one line of a function that %s, and registers the others', async (_what, answer, line) => {
    answers['a-coach'] = answer;

    const problems = await registerFunctions(registry(first, second), registrar);

    expect(problems).toEqual([expect.stringMatching(line)]);
    expect(problems[0]).not.toContain('\n');
    expect((await catalogue.all(PDA)).map(({ id }) => id)).toEqual(['b-coach']);
  });

  it('makes unavailable what can be registered no more, and what is gone', async () => {
    await catalogue.put(anEntry({ id: 'a-coach' }));
    await catalogue.put(anEntry({ id: 'gone-coach' }));
    answers['a-coach'] = { status: 200, body: '{}' };

    await registerFunctions(registry(first, second), registrar);

    const available = (await catalogue.all(PDA)).map((entry) => [entry.id, entry.available]);
    expect(Object.fromEntries(available)).toEqual({ 'a-coach': false, 'gone-coach': false, 'b-coach': true });
  });
});

describe('lambdasOf', () => {
  it('keeps tenants apart wherever data or dates are seen', () => {
    const lambdas = lambdasOf(registry(first));

    expect(lambdas.map(({ name, tenantIsolated, handler }) => [name, tenantIsolated, handler])).toEqual([
      ['she-a-coach', true, 'index.process'],
      ['she-a-coach-bundle', true, 'index.bundle'],
      ['she-a-coach-configuration', false, 'index.configuration'],
    ]);
  });

  it('I8: names a version by its code', () => {
    const qualifiers = [first, second].flatMap((one) =>
      lambdasOf(registry(one)).map(({ qualifier }) => qualifier),
    );

    expect(new Set(qualifiers)).toEqual(
      new Set([first, second].map(({ codeHash }) => qualifierOf(codeHash))),
    );
  });
});
