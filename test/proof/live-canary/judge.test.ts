import type { Attempt, CanaryFacts } from '../../../proof/live-canary/facts.ts';
import { CANARY_CHECKS, exitCode, judge, type Verdict } from '../../../proof/live-canary/judge.ts';

const tried = (target: string, outcome: string, kind: Attempt['kind'] = 'tcp'): Attempt => ({
  kind,
  target,
  outcome,
});

/** What a sealed account looks like, with a change. */
function facts(change: Partial<CanaryFacts> = {}): CanaryFacts {
  return {
    withoutTenant: 'InvalidParameterValueException',
    attempts: [
      tried('192.0.2.1:443', 'no answer'),
      tried('192.0.2.1:53', 'EPERM', 'udp'),
      tried('x.org', 'ETIMEOUT', 'name'),
    ],
    rounds: [{ ownWasThere: true, foreign: [] }],
    variables: ['AWS_REGION', '_HANDLER', 'PATH'],
    extras: [],
    printing: { calls: 10, failed: 0 },
    powers: [{ action: 'logs:CreateLogGroup', outcome: 'AccessDeniedException' }],
    logGroups: [],
    alarmed: true,
    ...change,
  };
}

/** The checks that did not pass. */
const notPassed = (change: Partial<CanaryFacts>): Record<string, Verdict> =>
  Object.fromEntries(
    judge(facts(change))
      .filter(({ verdict }) => verdict !== 'pass')
      .map(({ check, verdict }) => [check, verdict]),
  );

const TENANTS = 'the canary answers each tenant, and nobody without one';
const ADDRESSES = 'no address can be reached';
const NAMES = 'no name can be resolved';
const SHARING = 'two tenants share neither memory nor /tmp';
const ENVIRONMENT = 'the environment holds nothing but what Lambda puts there';
const HEALTH = 'a function that prints stays healthy';
const LOGS = 'no log group appears';
const POWERS = 'the role allows the code nothing, outside the network either';
const ALARM = 'the attempts raise the alarm of rejected traffic';

const CASES: readonly (readonly [string, Partial<CanaryFacts>, string, Verdict])[] = [
  ['an answer without a tenant', { withoutTenant: 'answered' }, TENANTS, 'fail'],
  ['no invocation at all', { withoutTenant: 'TooManyRequestsException' }, TENANTS, 'unknown'],
  ['a connection', { attempts: [...facts().attempts, tried('192.0.2.1:80', 'reached')] }, ADDRESSES, 'fail'],
  [
    'a datagram that is answered',
    { attempts: [...facts().attempts, tried('192.0.2.1:53', 'answered', 'udp')] },
    ADDRESSES,
    'fail',
  ],
  [
    'a refusal by somebody',
    { attempts: [...facts().attempts, tried('192.0.2.1:80', 'ECONNREFUSED')] },
    ADDRESSES,
    'fail',
  ],
  ['a name', { attempts: [...facts().attempts, tried('x.org', 'resolved', 'name')] }, NAMES, 'fail'],
  [
    'a name that somebody says there is not',
    { attempts: [...facts().attempts, tried('x.org', 'ENOTFOUND', 'name')] },
    NAMES,
    'unknown',
  ],
  [
    'a mistake of its own in place of a connection',
    { attempts: [...facts().attempts, tried('192.0.2.1:80', 'ERR_INVALID_ARG_TYPE')] },
    ADDRESSES,
    'unknown',
  ],
  [
    'a connection that somebody broke off',
    { attempts: [...facts().attempts, tried('192.0.2.1:80', 'ECONNRESET')] },
    ADDRESSES,
    'unknown',
  ],
  [
    'a name that ended nobody knows how',
    { attempts: [...facts().attempts, tried('x.org', 'undefined', 'name')] },
    NAMES,
    'unknown',
  ],
  [
    'a token in the memory of another',
    { rounds: [{ ownWasThere: true, foreign: ['memory'] }] },
    SHARING,
    'fail',
  ],
  [
    'a token in the /tmp of another',
    { rounds: [{ ownWasThere: false, foreign: ['/tmp'] }] },
    SHARING,
    'fail',
  ],
  [
    'environments that were never used twice',
    { rounds: [{ ownWasThere: false, foreign: [] }] },
    SHARING,
    'unknown',
  ],
  ['a variable', { variables: ['DATABASE_URL'] }, ENVIRONMENT, 'fail'],
  ['an environment that it tells nothing of', { variables: [] }, ENVIRONMENT, 'unknown'],
  ['a layer', { extras: ['extensions'] }, ENVIRONMENT, 'fail'],
  ['an invocation that fails', { printing: { calls: 10, failed: 1 } }, HEALTH, 'fail'],
  ['no invocation that prints', { printing: { calls: 0, failed: 0 } }, HEALTH, 'unknown'],
  ['a log group', { logGroups: ['/aws/lambda/she-seal-canary'] }, LOGS, 'fail'],
  ['logs that nobody could look into', { logGroups: undefined }, LOGS, 'unknown'],
  [
    'an action that is allowed',
    { powers: [{ action: 'sqs:ListQueues', outcome: 'allowed' }] },
    POWERS,
    'fail',
  ],
  ['no credentials to try', { powers: [] }, POWERS, 'unknown'],
  [
    'an action that could not be tried',
    { powers: [{ action: 'sqs:ListQueues', outcome: 'TimeoutError' }] },
    POWERS,
    'unknown',
  ],
  ['an alarm that stays silent', { alarmed: false }, ALARM, 'fail'],
  ['an alarm that nobody looked at', { alarmed: undefined }, ALARM, 'unknown'],
];

describe('what the canary saw', () => {
  it('passes where everything is sealed', () => {
    expect(notPassed({})).toEqual({});
    expect(exitCode(judge(facts()))).toBe(0);
  });

  it.each(CASES)('does not pass with %s', (_what, change, check, verdict) => {
    expect(notPassed(change)).toEqual({ [check]: verdict });
    expect(exitCode(judge(facts(change)))).toBe(verdict === 'fail' ? 1 : 2);
  });

  it('does not pass, each check of it, with one of these', () => {
    const covered = CASES.map(([, , check]) => check);

    expect(CANARY_CHECKS.map(({ name }) => name).filter((name) => !covered.includes(name))).toEqual([]);
  });

  it('takes a refusal on its own loopback for its own', () => {
    const attempts = [...facts().attempts, tried('127.0.0.1:80', 'ECONNREFUSED')];

    expect(notPassed({ attempts })).toEqual({});
  });

  it.each(['ETIMEDOUT', 'ENETUNREACH', 'EHOSTUNREACH', 'EACCES'])('takes %s for closed', (outcome) => {
    const attempts = [tried('192.0.2.1:80', outcome), tried('x.org', 'ECONNREFUSED', 'name')];

    expect(notPassed({ attempts })).toEqual({});
  });

  it('is not known where nothing was tried', () => {
    expect(notPassed({ attempts: [] })).toEqual({ [ADDRESSES]: 'unknown', [NAMES]: 'unknown' });
  });
});
