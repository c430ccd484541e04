import { consoleLog, createConsoleLog } from '../../local/console-log.ts';
import { FUNCTION, uuid } from '../support/builders.ts';

describe('the log on one machine', () => {
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
    consoleLog.internalError(uuid(1), new TypeError('SECRET', { cause: 'SECRET' }));

    expect(lines.join('\n')).toMatch(
      /^internal error: executionId=0{8}-.* errorName=TypeError\n {2}at .*test\/local\/console-log\.test\.ts:/,
    );
    expect(lines.join('\n')).not.toContain('SECRET');
  });

  it('tells of an error outside any execution', () => {
    consoleLog.internalError(undefined, 'SECRET');

    expect(lines).toEqual(['internal error: errorName=string']);
  });

  it('I9: shows no value that is none of its field', () => {
    consoleLog.tell('unreadable item', { table: 'statuses', functionId: 'what SECRET said' });

    expect(lines).toEqual(['unreadable item: table=statuses functionId=(not shown)']);
  });

  it('is quiet about what goes well, unless it is to be verbose', () => {
    for (const log of [consoleLog, createConsoleLog({ verbose: true })])
      log.tell('execution claimed', { executionId: uuid(1), functionId: FUNCTION });

    expect(lines).toEqual([`execution claimed: executionId=${uuid(1)} functionId=${FUNCTION}`]);
  });
});
