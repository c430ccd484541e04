import { LambdaInvoker } from '../../../adapters/lambda/lambda-invoker.ts';
import type { ErrorCode } from '../../../core/model/error-code.ts';
import { createClients } from '../../../lambdas/shared/clients.ts';
import { consoleLog } from '../../../local/console-log.ts';
import { localClientConfig } from '../../../local/state/local-client-config.ts';
import { aConfiguration, FUNCTION, later, NOW, PDA } from '../../support/builders.ts';
import { type HttpAnswer, type HttpServer, startHttpServer } from '../../support/http-server.ts';
import { BASE, ManagementApi } from '../../support/management-api.ts';
import { MemoryEngine } from '../../support/memory-engine.ts';

/** Would be a person's data, if a function that has seen it said it. */
const CANARY = 'canary';

const PLACE = { namespace: 'coach', endpoint: 'insights/hydration', linkedRecords: [] };
const threw = (body: unknown): HttpAnswer => ({
  status: 200,
  headers: { 'x-amz-function-error': 'Unhandled' },
  body: JSON.stringify(body),
});
const said = (body: unknown): HttpAnswer => ({ status: 200, body: JSON.stringify(body) });
const refused = (status: number): HttpAnswer => ({
  status,
  headers: { 'x-amzn-errortype': CANARY, 'content-type': 'application/json' },
  body: JSON.stringify({ message: CANARY, Message: CANARY, __type: CANARY }),
});
const bundle = (endpoint: object) => said({ name: CANARY, bundle: { [CANARY]: { endpoints: [endpoint] } } });
const own = (data: unknown, change: object = {}) => said([{ ...PLACE, data: [data], ...change }]);

const THROWN: readonly (readonly [string, HttpAnswer, ErrorCode])[] = [
  ['an error', threw({ errorType: CANARY, errorMessage: CANARY, stackTrace: [CANARY] }), 'FUNCTION_ERROR'],
  ['an error of odd form', threw({ errorType: { [CANARY]: 1 }, trace: CANARY }), 'FUNCTION_ERROR'],
  ['a time-out', threw({ errorMessage: `Task timed out ${CANARY}` }), 'FUNCTION_TIMEOUT'],
  ['a crash', threw({ errorType: 'Runtime.ExitError', errorMessage: CANARY }), 'FUNCTION_CRASHED'],
  ['no JSON', { status: 200, body: `{"${CANARY}` }, 'FUNCTION_ERROR'],
  ['an error of the platform', refused(500), 'INTERNAL'],
  ['a refusal of the platform', refused(400), 'INTERNAL'],
];

const RESULTS: readonly (readonly [string, HttpAnswer, ErrorCode])[] = [
  ['a text', said(CANARY), 'RESULT_INVALID'],
  ['an object', said({ [CANARY]: CANARY }), 'RESULT_INVALID'],
  ['odd fields', said([{ [CANARY]: CANARY }]), 'RESULT_INVALID'],
  ['odd types', said([{ ...PLACE, data: CANARY }]), 'RESULT_INVALID'],
  ['a record id', own({ drinks: 1 }, { linkedRecords: [CANARY] }), 'RESULT_INVALID'],
  ['another namespace', own({ drinks: 1 }, { namespace: CANARY }), 'RESULT_OUT_OF_PLACE'],
  ['another endpoint', own({ drinks: 1 }, { endpoint: CANARY }), 'RESULT_OUT_OF_PLACE'],
  ['a path below', own({ drinks: 1 }, { endpoint: `insights/hydration/${CANARY}` }), 'RESULT_OUT_OF_PLACE'],
  ['a field the schema lacks', own({ drinks: 1, [CANARY]: 1 }), 'RESULT_SCHEMA'],
  ['a value the schema forbids', own({ drinks: CANARY }), 'RESULT_SCHEMA'],
  ['a link', own({ drinks: 1, note: `https://${CANARY}.example` }), 'RESULT_UNSAFE_TEXT'],
  ['HTML', own({ drinks: 1, note: `<img src=${CANARY}>` }), 'RESULT_UNSAFE_TEXT'],
  ['too many records', said([{ ...PLACE, data: Array(20_000).fill(CANARY) }]), 'RESULT_TOO_LARGE'],
];

const BUNDLES: readonly (readonly [string, HttpAnswer, ErrorCode])[] = [
  ['a text', said(CANARY), 'BUNDLE_INVALID'],
  ['odd fields', said({ [CANARY]: CANARY }), 'BUNDLE_INVALID'],
  ['no endpoint', bundle({ endpoint: 'CANARY!' }), 'BUNDLE_INVALID'],
  ['an odd filter', bundle({ endpoint: 'kitchen/drinks', filters: [{ field: CANARY }] }), 'BUNDLE_INVALID'],
  ['an endpoint out of scope', bundle({ endpoint: `bank/${CANARY}` }), 'BUNDLE_OUT_OF_SCOPE'],
];

const outputSchema = {
  type: 'object',
  properties: { drinks: { type: 'integer' }, note: { type: 'string' } },
  additionalProperties: false,
};

describe('I9: no word of a function leaves its run', () => {
  const { error: original } = console;
  let lambda: HttpServer;
  let answers: { bundle: HttpAnswer; process: HttpAnswer };
  let api: ManagementApi;
  let engine: MemoryEngine;
  let lines: string[];

  beforeAll(async () => {
    api = await ManagementApi.create();
    lambda = await startHttpServer(({ path }) =>
      path.includes('-bundle') ? answers.bundle : answers.process,
    );
  });
  afterAll(() => lambda.close());
  beforeEach(async () => {
    lines = [];
    console.error = (...parts: unknown[]) => lines.push(parts.join(' '));
    answers = { bundle: said(aConfiguration().dataBundle), process: said([]) };
    // One more failure, and what is left of the run goes to the dead letters.
    engine = await MemoryEngine.started({ outputSchema }, { failures: 4 });
    const { lambda: client } = createClients({ lambda: localClientConfig(lambda.url) });
    const invoker = new LambdaInvoker(client, { sealed: true });
    engine.deps.invoker.invoke = (call) => invoker.invoke(call);
    Object.assign(engine.deps.log, consoleLog);
  });
  afterEach(() => {
    console.error = original;
  });

  /** All that is left of a run and of a trigger after it: in every store, in the log, and in every reply. */
  async function everythingAfter(): Promise<string> {
    await engine.save({ ml: 1 });
    await engine.run();
    const parked = await engine.status();
    engine.now = later(3600);
    const replies = [await api.call(engine, `${BASE}/function/${FUNCTION}/trigger`)];
    engine.now = NOW;
    for (const path of ['function', `function/${FUNCTION}`, 'execution']) {
      replies.push(await api.call(engine, `${BASE}/${path}`));
    }
    const stored = [parked, await engine.statuses.ofPda(PDA), await engine.records()];
    const told = [engine.letters, engine.published, lines];
    return JSON.stringify([stored, await engine.catalogue.releases.all(), told, replies]);
  }

  async function codes() {
    return [...new Set((await engine.records()).map(({ errorCode }) => errorCode))];
  }

  it.each([...THROWN, ...RESULTS])('when it answers with %s', async (_what, answer, code) => {
    answers.process = answer;

    const everything = await everythingAfter();

    expect(everything.toLowerCase()).not.toContain(CANARY);
    expect(await codes()).toEqual([code]);
    expect(engine.published.length).toBeGreaterThan(0);
  });

  it.each([...THROWN, ...BUNDLES])('when it asks for its data with %s', async (_what, answer, code) => {
    answers.bundle = answer;

    const everything = await everythingAfter();

    expect(everything.toLowerCase()).not.toContain(CANARY);
    expect(await codes()).toEqual([code]);
  });

  it('puts what is given up aside with its code alone', async () => {
    answers.process = own({ drinks: CANARY });

    await everythingAfter();

    expect(engine.letters).toMatchObject([{ reason: expect.stringMatching(/^RESULT_SCHEMA: A derived/) }]);
  });

  it('tells the log of a fault of the platform by its place alone', async () => {
    answers.process = refused(500);

    await everythingAfter();

    expect(lines[0]).toMatch(
      /^internal error: executionId=[0-9a-f-]{36} errorName=ExecutionFailure\n {2}at /,
    );
  });

  it('does see what a well-behaved function derives: this test can fail', async () => {
    answers.process = own({ drinks: 1, note: CANARY });

    await everythingAfter();

    expect(engine.derived()).toMatchObject([{ note: CANARY }]);
  });
});
