import { consoleLog } from '../../local/console-log.ts';

describe('consoleLog', () => {
  const { error: original } = console;
  let lines: string[];

  beforeEach(() => {
    lines = [];
    console.error = (...parts: unknown[]) => lines.push(parts.join(' '));
  });
  afterEach(() => {
    console.error = original;
  });

  it('I9: tells where an error came from, in which execution, and never its words', () => {
    consoleLog.internalError('execution-1', new TypeError('SECRET', { cause: 'SECRET' }));

    expect(lines.join('\n')).toMatch(
      /^internal error in execution execution-1: TypeError\n {2}at .*console-log\.test\.ts/,
    );
    expect(lines.join('\n')).not.toContain('SECRET');
  });

  it('tells of an error outside any execution', () => {
    consoleLog.internalError(undefined, 'SECRET');

    expect(lines.join('\n').trim()).toBe('internal error: string');
  });
});
