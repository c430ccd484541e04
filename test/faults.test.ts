import { readFileSync } from 'node:fs';
import { ExecutionFailure } from '../core/errors.ts';
import { listExecutions } from '../core/manage/executions.ts';
import { aConfiguration, anEntry, FUNCTION, PDA } from './support/builders.ts';
import * as faults from './support/faults.ts';
import { aDrinkCount } from './support/feed.ts';
import { aResponse } from './support/function-answers.ts';
import { managementOf } from './support/management.ts';
import { BASE, ManagementApi } from './support/management-api.ts';
import { countDrinks, MemoryEngine } from './support/memory-engine.ts';
import { PdaInUse, reading } from './support/pda-in-use.ts';

const { aRun, given, listing, nextRun, publishedAs, triggered } = faults;
const fails = () => Promise.reject(new ExecutionFailure('FUNCTION_ERROR'));

/** What the reference does wrong, by its number in the contract (§7), and what happens here instead. */
describe('a fault of the reference', () => {
  let pda: PdaInUse;

  beforeAll(async () => {
    pda = await PdaInUse.start();
  }, 60_000);
  afterAll(() => pda.close());

  it('D1: an event that nobody took over is raised again after a restart', async () => {
    expect(await faults.eventAfterRestart('a/b')).toMatchObject({ endpoints: ['a/b'], records: 1 });
  });

  it('D2: never are two runs at work, and one follows another at once', async () => {
    const callsSoFar: number[] = [];

    const engine = await aRun({ meanwhile: (busy) => nextRun(busy, { ml: 2 }), callsSoFar });

    expect([callsSoFar, given(engine)]).toEqual([[1], [[{ ml: 1 }], [{ ml: 2 }]]]);
  });

  it('D3: what is saved while a run is at work goes to the next', async () => {
    const engine = await aRun({ meanwhile: (busy) => busy.save({ ml: 2 }) });

    expect(given(engine)).toEqual([[{ ml: 1 }], [{ ml: 2 }]]);
  });

  it('D4: a limit bounds what is processed at once, not what is processed', async () => {
    const dataBundle = reading('kitchen/drinks', { limit: 2 });

    const engine = await aRun({ configuration: { dataBundle }, drinks: [{ ml: 1 }, { ml: 2 }, { ml: 3 }] });

    expect(given(engine)).toEqual([[{ ml: 1 }, { ml: 2 }], [{ ml: 3 }]]);
  });

  it('D5: a record is new when it arrives, however old it says that it is', async () => {
    const engine = await aRun({ drinks: [{ at: '2026-03-01T08:00:00Z' }] });

    await nextRun(engine, { at: '2019-03-01T08:00:00Z' });

    expect(given(engine)[1]).toEqual([{ at: '2019-03-01T08:00:00Z' }]);
  });

  it('D6: responses that begin alike are all written, in their order', async () => {
    const answer = [aResponse([{ day: 1 }, { day: 3 }]), aResponse([{ day: 1 }, { day: 2 }]), aResponse([])];

    expect((await aRun({ body: () => answer })).derived()).toEqual(
      [...[1, 3], ...[1, 2]].map((day) => ({ day })),
    );
  });

  it('D7: a batch is written as a whole or refused, and a run whose batch is refused has failed', async () => {
    const batch = [{ endpoint: 'd7/good' }, { endpoint: 'NO/ENDPOINT' }];

    const [failure, engine] = [
      await pda.write(...batch).catch(String),
      await aRun({ refusedBy: 'PDA_REFUSED' }),
    ];

    expect([failure, await pda.read('d7/good')]).toEqual([expect.stringContaining('PDA_REFUSED'), []]);
    expect(await engine.records()).toMatchObject([{ errorCode: 'PDA_REFUSED', recordsOut: 0 }]);
  });

  it('D8: what a function says again is written again, even if the owner said it before', async () => {
    await pda.save('d8/said', { say: 'again' });

    for (const endpoint of ['d8/heard', 'd8/heard']) await pda.write({ endpoint, data: { say: 'again' } });

    expect(await pda.read('d8/heard')).toEqual([{ say: 'again' }, { say: 'again' }]);
  });

  it('D9: records that a function names as linked are linked', async () => {
    const linkedRecords = await pda.save('d9/sips', { sip: 9 });

    await pda.write({ endpoint: 'd9/sums', linkedRecords });

    const links = [{ recordId: linkedRecords[0], data: { sip: 9 } }];
    expect(await pda.items('d9/sums', { linked: 'd9/sips' })).toMatchObject([{ links }]);
  });

  it('D10: a lookup that fails for one PDA holds up no other, and its event comes again', async () => {
    const { answer, engine } = await faults.dispatchedAlthough('ben.localhost');

    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm0' }] });
    expect(engine.queue.take()).toMatchObject({ pda: PDA });
  });

  it('D11: a failed run is not shown as running, and the next one comes by itself', async () => {
    const engine = await aRun({ body: fails });
    const [{ executionStarted } = {}] = await listing(engine);

    await faults.runLater(engine, countDrinks);

    expect([executionStarted, engine.derived()]).toEqual([undefined, [{ drinks: 1 }]]);
  });

  it('D12: a function that calls itself enabled neither runs nor is shown so without consent', async () => {
    const status = { available: true, enabled: true };

    const engine = await aRun({ configuration: { status }, isEnabled: false });

    expect([engine.invocations, await listing(engine)]).toEqual([[], [{ available: true, enabled: false }]]);
  });

  it('D13: an answer that names another place than the registered one is refused as a whole', async () => {
    const engine = await aRun({ body: () => [aResponse([1]), aResponse([2], { namespace: 'bank' })] });

    expect(await engine.records()).toMatchObject([{ status: 'refused', errorCode: 'RESULT_OUT_OF_PLACE' }]);
    expect([engine.derived(), engine.pda.recordsOf(PDA, 'bank/insights/hydration')]).toEqual([[], []]);
  });

  it('D14: a function that answers with the id or the version of another is not registered', async () => {
    const info = { ...aConfiguration().info, version: '9.9.9' };
    const answers = { a1: publishedAs('b1'), c1: publishedAs('c1', { info }) };

    const { problems, registered } = await faults.registering(answers);

    expect([registered, problems.join('\n')]).toEqual([[], expect.stringMatching(/a1.*b1.*\n.*c1.*9\.9\.9/)]);
  });

  it('D15: a function that asks for more than was agreed to gets nothing', async () => {
    const engine = await aRun({ configuration: { dataBundle: reading('bank/accounts') } });

    expect(await engine.records()).toMatchObject([{ status: 'refused', errorCode: 'BUNDLE_OUT_OF_SCOPE' }]);
    expect(engine.processed()).toEqual([]);
  });

  it("D16: a function's bundle overwrites nobody's, whatever its name", async () => {
    await pda.bundle(reading('d16/own'));

    await pda.items('d16/other');

    expect((await pda.call(`GET /data-bundle/${FUNCTION}/structure`)).body).toEqual(reading('d16/own'));
  });

  it('D17: a version that wants more does not run before its owner agrees, and says so', async () => {
    const scope = { ...anEntry().scope, reads: [{ endpoint: 'bank/accounts' }] };

    const engine = await aRun({ next: { version: '2.0.0', scope } });

    expect(engine.invocations).toEqual([]);
    expect(await listing(engine)).toMatchObject([
      { consentNeeded: { version: '2.0.0', agreedVersion: '1.0.0' } },
    ]);
  });

  it("D18: a token in an address opens nothing, so that nobody's link acts for the owner", async () => {
    const [api, engine] = [await ManagementApi.create(), await MemoryEngine.started()];

    const path = `${BASE}/function/${FUNCTION}/disable`;
    const { status } = await api.call(engine, `${path}?X-Auth-Token=${api.token}`, { headers: {} });

    expect([status, (await engine.status()).enabled]).toEqual([401, true]);
  });

  it('D19: no two PDAs share an environment, and nothing that a function says is logged', async () => {
    const engine = await aRun({ body: ({ request }) => JSON.stringify(request), drinks: ['SECRET'] });

    await faults.runFor(engine, 'ben.localhost');

    expect(new Set(engine.invocations.map(({ tenant }) => tenant)).size).toBe(2);
    expect(await faults.leftBehind(engine)).not.toContain('SECRET');
  });

  it('D20: a run over everything asks for dates from the beginning of time', async () => {
    const engine = await aRun({});

    await triggered(engine, true);

    expect(faults.bundleCalls(engine).at(-1)).toMatchObject({ fromDate: '1970-01-01T00:00:00.000Z' });
  });

  it('D21: what is too large for one invocation is processed in several', async () => {
    const engine = await aRun({ drinks: Array(4).fill('x'.repeat(2 * 1024 * 1024)) });

    expect(given(engine).map(({ length }) => length)).toEqual([2, 2]);
    expect(await engine.records()).toMatchObject([{ status: 'succeeded', parts: 2, recordsIn: 4 }]);
  });

  it('D22: an invocation is bounded by the time-out of its function, and never repeated by the SDK', async () => {
    const engine = await aRun({ configuration: {} });

    expect(engine.invocations.at(-1)?.timeoutMs).toBe((anEntry().timeout + 5) * 1000);
    expect(await faults.requestsOfAnInvocation({ status: 500, body: '{}' })).toBe(1);
  });

  it('D23: a broken function is named and keeps no other from being registered', async () => {
    const { problems, registered } = await faults.registering({
      a1: { status: 500, body: '' },
      b1: publishedAs('b1'),
    });

    expect([problems, registered]).toEqual([[expect.stringContaining('a1')], ['b1']]);
  });

  it('D24: owners are shown the same registration that events are matched with', async () => {
    const engine = await aRun({ next: { available: false } });

    expect(engine.invocations).toEqual([]);
    expect(await listing(engine)).toMatchObject([{ available: false }]);
  });

  it('D25: no configuration is null, since one is refused where it is registered', async () => {
    const { problems, registered } = await faults.registering({ a1: { status: 200, body: 'null' } });

    expect([problems, registered]).toEqual([[expect.stringContaining('a1')], []]);
  });

  it('D26: records that sort alike are each answered once, with all their links', async () => {
    await pda.saveLinked('d26/rides', 'd26/photos', ['a', 'b', 'c'], 2);

    const { body } = await pda.bundle(reading('d26/rides', { orderBy: 'tie', linked: 'd26/photos' }));

    const tags = body.drinks?.map(({ data, links }) => `${data.name} with ${links.length}`);
    expect(tags).toEqual(['a with 2', 'b with 2', 'c with 2']);
  });

  it('D27: a value that a filter cannot read is named by its place, and no bundle is said to be missing', async () => {
    await pda.save('d27/rides', { kind: 'bike' });

    const reply = await pda.bundle(reading('d27/rides', { filters: [faults.AT_SEVEN] }));

    expect(reply).toMatchObject({ status: 400, body: { cause: expect.stringMatching(/"drinks".*"kind"/) } });
  });

  it('D28: where there is nothing to process no function is called', async () => {
    const engine = await MemoryEngine.started();

    await triggered(engine, false);

    expect([engine.processed(), (await engine.records())[0]?.status]).toEqual([[], 'empty']);
  });

  it('D29: the owner is told what a run read and wrote, and why one failed', async () => {
    const engine = await aRun({ drinks: [{ ml: 1 }, { ml: 2 }] });
    await nextRun(Object.assign(engine, { body: fails }), { ml: 3 });

    const [failed, done] = await listExecutions(managementOf(engine), PDA, { skip: 0, take: 2 });

    expect(done).toMatchObject({ recordsIn: 2, recordsOut: 1 });
    expect(failed).toMatchObject({ errorCode: 'FUNCTION_ERROR', remedy: expect.any(String) });
  });

  it('D30: an updated record is new, and raises an event like a saved one', async () => {
    const [recordId] = await pda.save('d30/notes', 'first');
    const after = await pda.cursor();

    await pda.call('PUT /data', [{ endpoint: 'd30/notes', recordId, data: 'second' }]);

    expect(await pda.items('d30/notes', { after })).toMatchObject([{ data: 'second' }]);
    expect(await pda.eventsAbout('d30/notes', 2)).toMatchObject([{ records: 1 }, { records: 1 }]);
  });

  it('D31: a clock that is set back hides no record, since cursors count and do not tell the time', async () => {
    const after = await pda.cursor();

    await pda.at(-3_600_000, () => pda.save('d31/notes', 'an hour ago'));

    expect(await pda.items('d31/notes', { after })).toMatchObject([{ data: 'an hour ago' }]);
  });

  it('D32: what a function derives is shown at the path that its developer names, whoever that is', async () => {
    const items = await faults.feedAtPath('drops/hydration', aDrinkCount(3, 1));

    expect(items).toMatchObject([{ source: 'coach', title: { text: '3 drinks' } }]);
  });

  it('D33: the id and the time that a source gave its record are kept', async () => {
    const sent = { sourceUniqueId: 'note-1', sourceTimestamp: '2024-05-01T07:15:00.000Z', data: 'kept' };

    await pda.call('POST /data-batch', [{ endpoint: 'd33/notes', ...sent }]);

    expect((await pda.call('GET /data/d33/notes')).body).toMatchObject([sent]);
  });

  it('D34: every file of tests compares something, and nothing is compared after its test has ended', () => {
    expect(faults.comparedTooLate()).toEqual([]);
  });

  it('is not forgotten', () => {
    const numbers = readFileSync('test/faults.test.ts', 'utf8').match(/(?<=^ {2}it\(['"]D)\d+(?=: )/gm);

    expect(numbers?.map(Number)).toEqual(Array.from({ length: 34 }, (_, index) => index + 1));
  });
});
