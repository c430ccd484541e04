import { InvalidInput } from '../../../core/errors.ts';
import { executorEnvSchema } from '../../../lambdas/executor/env.ts';
import { describeError } from '../../../lambdas/shared/describe-error.ts';
import { readEnvironment } from '../../../lambdas/shared/environment.ts';

const NAMES = Object.keys(executorEnvSchema.shape);
const COMPLETE = {
  ...Object.fromEntries(NAMES.map((name) => [name, `value of ${name}`])),
  IN_FLIGHT_PER_FUNCTION: '100',
  EXECUTION_RECORDS_DAYS: '90',
};

describe('readEnvironment', () => {
  it('reads what an entry point needs, and nothing else', () => {
    const env = readEnvironment(executorEnvSchema, { ...COMPLETE, HOME: '/root' });

    expect(env).toEqual({ ...COMPLETE, IN_FLIGHT_PER_FUNCTION: 100, EXECUTION_RECORDS_DAYS: 90 });
  });

  it('names everything that is missing at once', () => {
    const { STATUS_TABLE, EVENT_BUS_NAME, ...rest } = COMPLETE as Record<string, string>;

    const read = () => readEnvironment(executorEnvSchema, rest);

    expect(read).toThrow(
      new InvalidInput('Environment variables', [
        'STATUS_TABLE is not set: deploy the stack again',
        'EVENT_BUS_NAME is not set: deploy the stack again',
      ]),
    );
  });
});

describe('describeError', () => {
  it('I9: tells name and place of an error, and never its words', () => {
    const error = new TypeError('SECRET\n    SECRET of two lines', { cause: 'SECRET' });

    const described = describeError(error);

    expect(described.errorName).toBe('TypeError');
    expect(described.frames?.[0]).toMatch(
      /^Object\.<anonymous> test\/lambdas\/shared\/shared\.test\.ts:\d+:\d+$/,
    );
    expect(JSON.stringify(described)).not.toContain('SECRET');
  });

  it('I9: is not fooled by words that look like a place', () => {
    const described = describeError(new Error('it failed\n    at SECRET (secret.ts:1:1)'));

    expect(JSON.stringify(described)).not.toContain('SECRET');
  });

  it('I9: tells no words that were changed since, either', () => {
    const error = new Error('one\n    at SECRET (secret.ts:1:1)');
    error.message = 'another';

    const described = describeError(error);

    expect(JSON.stringify(described)).not.toContain('SECRET');
  });

  it('I9: takes for a name only what can be one', () => {
    const error = Object.assign(new Error(), { name: 'what SECRET said' });

    const described = describeError(error);

    expect(described.errorName).toBe('Error');
  });

  it.each(['SECRET', { message: 'SECRET' }, undefined])(
    'tells only the type of what is no error: %j',
    (thrown) => {
      const described = describeError(thrown);

      expect(described).toEqual({ errorName: typeof thrown, frames: [] });
    },
  );
});
