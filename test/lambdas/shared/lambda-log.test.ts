import { fileURLToPath } from 'node:url';
import { uuid } from '../../support/builders.ts';
import { emfProblems } from '../../support/emf-schema.ts';
import { runModule } from '../../support/run-module.ts';

const TALKS = fileURLToPath(new URL('fixtures/talks.ts', import.meta.url));

describe('the log of a Lambda', () => {
  it('I9: writes an event with its allowed fields and nothing else, whatever it is handed', async () => {
    const { lines } = await runModule(TALKS, { env: { AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand' } });

    const [claimed] = lines;

    expect(claimed).toEqual({
      ...{ level: 'INFO', timestamp: expect.any(String), service: 'executor', event: 'execution claimed' },
      ...{ correlationId: uuid(1), requestId: uuid(9), coldStart: true },
      ...{ functionId: 'hydration-coach', version: '1.0.0', trigger: 'event' },
      ...{ dropped: ['errorCode'], unlisted: 1 },
    });
  });

  it('I9: tells name and place of an error, and never its words', async () => {
    const { lines, output } = await runModule(TALKS);

    const failed = lines.find(({ event }) => event === 'internal error');

    expect(failed).toMatchObject({ level: 'ERROR', event: 'internal error', errorName: 'TypeError' });
    expect(failed?.frames).toEqual([
      expect.stringMatching(/^<anonymous> test\/lambdas\/shared\/fixtures\/talks\.ts:\d+:\d+$/),
    ]);
    expect(output).not.toContain('SECRET');
  });

  it('is metrics in the same lines where it has a namespace for them', async () => {
    const { lines } = await runModule(TALKS, { env: { METRICS_NAMESPACE: 'SmartHatEngine/trial' } });

    const measuring = lines.filter((line) => '_aws' in line);

    expect(measuring.map(({ event }) => event)).toContain('internal error');
    expect(measuring.flatMap(emfProblems)).toEqual([]);
  });

  it('I9: logs no invocation event when it is told to', async () => {
    const { output } = await runModule(TALKS, { env: { POWERTOOLS_LOGGER_LOG_EVENT: 'true' } });

    expect(output).not.toContain('SECRET');
  });

  it.each([
    ['ERROR', ['internal error']],
    ['INFO', ['execution claimed', 'internal error', 'request declined']],
  ])('heeds POWERTOOLS_LOG_LEVEL %s', async (level, events) => {
    const { lines } = await runModule(TALKS, { env: { POWERTOOLS_LOG_LEVEL: level } });

    const told = lines.map(({ event }) => event);

    expect(told.toSorted()).toEqual(events);
  });

  it("leaves the process's own console alone", async () => {
    const { lines } = await runModule(TALKS, { env: { PATCHED: 'yes' } });

    expect(lines.at(-1)).toEqual({ isConsoleUntouched: true });
  });
});
