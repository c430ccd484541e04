import { fileURLToPath } from 'node:url';
import { runModule } from '../../support/run-module.ts';

const FAILS = fileURLToPath(new URL('fixtures/fails.ts', import.meta.url));
const RUNTIME_PRINTED = 'printed by the runtime';

/** Runs an entry point as Lambda's runtime does, which prints what it throws. */
const run = (how: string) => runModule(FAILS, { args: [how] });

describe('entryPoint', () => {
  it('hands on what the handler answers', async () => {
    const { lines } = await run('answers');

    expect(lines).toEqual([{ answer: 'SECRET' }]);
  });

  it('I9: of what a handler throws, Lambda is told only that it failed', async () => {
    const { lines, output } = await run('throws');

    expect(lines).toEqual([
      expect.objectContaining({ event: 'internal error', errorName: 'TypeError', service: 'test' }),
      {
        [RUNTIME_PRINTED]: {
          name: 'LambdaFailed',
          message: 'The invocation failed (TypeError): the log line "internal error" tells where.',
          stack: expect.stringMatching(/^LambdaFailed: The invocation failed [^\n]*$/),
        },
      },
    ]);
    expect(output).not.toContain('SECRET');
  });

  it('I9: so it is of an error whose name is a sentence', async () => {
    const { output } = await run('throws oddly');

    expect(output).toContain('The invocation failed (Error)');
    expect(output).not.toContain('SECRET');
  });

  it('I9: so it is of a start that fails', async () => {
    const { lines, output } = await run('starts badly');

    expect(lines[1]).toMatchObject({
      [RUNTIME_PRINTED]: { message: expect.stringMatching(/^The start failed/) },
    });
    expect(output).not.toContain('SECRET');
  });

  it("tells why it cannot start where the words are the engine's own", async () => {
    const { lines } = await run('lacks a variable');

    expect(lines[1]).toMatchObject({
      [RUNTIME_PRINTED]: { message: expect.stringContaining('EXECUTIONS_TABLE is not set') },
    });
  });

  it.each(['rejects unheard', 'throws unheard'])('I9: so it is of what nobody catches: %s', async (how) => {
    const { lines, output, code } = await run(how);

    expect(lines).toEqual([expect.objectContaining({ event: 'internal error', errorName: 'RangeError' })]);
    expect(output).not.toContain('SECRET');
    expect(code).toBe(1);
  });
});
