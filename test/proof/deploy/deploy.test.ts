import { objection } from '../../../proof/deploy/aws-place.ts';
import { matches } from '../../../proof/deploy/data-plane/http-api.ts';
import { intervalOf } from '../../../proof/deploy/data-plane/schedules.ts';
import { missingForMoto } from '../../../proof/deploy/moto/start-moto.ts';
import { shortfallLines } from '../../../proof/deploy/try-on-moto.ts';
import { runProof } from '../../support/run-proof.ts';

describe('a trial deployment', () => {
  it.each(['http://127.0.0.1:5000', 'http://localhost:4566', 'http://[::1]:80', 'http://127.9.9.9'])(
    'is made at %s without a question',
    (endpoint) => {
      expect(objection(endpoint, false)).toBeUndefined();
    },
  );

  it.each([
    undefined,
    'https://lambda.eu-west-1.amazonaws.com',
    'http://127.0.0.1.example.org',
    'http://10.0.0.1',
  ])('is not made at %s unless the operator insists', (endpoint) => {
    expect(objection(endpoint, false)).toContain('--yes');
    expect(objection(endpoint, true)).toBeUndefined();
  });

  it('ends with 2 and changes nothing where it would be in AWS', async () => {
    const { output, code } = await runProof('deploy', '--endpoint', 'https://aws.example.org');

    expect(code).toBe(2);
    expect(output).toContain('https://aws.example.org is not this machine');
  });

  it('names what is missing where there is no moto', () => {
    expect(missingForMoto('no-such-python')).toMatch(/no-such-python is missing.*pip install/);
    expect(missingForMoto('true')).toBeUndefined();
    expect(missingForMoto('false')).toMatch(/^Python's moto is missing: pip install/);
  });

  it('is made here or elsewhere, never said to be both', async () => {
    const { output, code } = await runProof('deploy', '--moto', '--endpoint', 'http://127.0.0.1:5000');

    expect(code).toBe(1);
    expect(output).toContain("'--moto' cannot be used with option '--endpoint <url>'");
  });

  it('tells each type once that was not made, and what nobody enforces', () => {
    const lines = shortfallLines([
      { kind: 'ignored', what: 'AWS::X::Y One' },
      { kind: 'ignored', what: 'AWS::X::Y Two' },
      { kind: 'unchanged', what: 'AWS::X::Z Three' },
    ]);

    expect(lines).toContain('  not made: AWS::X::Y');
    expect(lines).toContain('  not changed: AWS::X::Z');
    expect(lines.at(-1)).toMatch(/enforced by nobody: policies/);
  });
});

describe('the data plane of a trial', () => {
  it.each([
    ['ANY /api/v2.6/she/{proxy+}', 'POST', '/api/v2.6/she/function/a/enable', true],
    ['ANY /api/v2.6/she/{proxy+}', 'GET', '/api/v2.6/data/a', false],
    ['GET /a/{id}', 'GET', '/a/1/b', false],
    ['GET /a/{id}', 'POST', '/a/1', false],
  ])('takes %s for %s %s: %s', (route, method, path, isTaken) => {
    expect(matches(route, method, path)).toBe(isTaken);
  });

  it.each([
    ['rate(1 minute)', 60_000],
    ['rate(5 minutes)', 300_000],
    ['rate(2 hours)', 7_200_000],
    ['cron(0 12 * * ? *)', undefined],
  ])('begins what is scheduled as %s every %s ms', (expression, interval) => {
    expect(intervalOf(expression)).toBe(interval);
  });
});
