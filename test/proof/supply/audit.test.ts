import { readAudit } from '../../../proof/supply/audit.ts';

/** As npm 11 printed it for lodash 4.17.15 with a package that uses it. */
const RECORDED = {
  auditReportVersion: 2,
  vulnerabilities: {
    lodash: {
      name: 'lodash',
      severity: 'high',
      isDirect: true,
      via: [
        {
          source: 1106913,
          name: 'lodash',
          dependency: 'lodash',
          title: 'Command Injection in lodash',
          url: 'https://github.com/advisories/GHSA-35jh-r3h4-6jhm',
          severity: 'high',
          cwe: ['CWE-77', 'CWE-94'],
          cvss: { score: 7.2, vectorString: 'CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H' },
          range: '<4.17.21',
        },
      ],
      effects: ['uses-lodash'],
      range: '<=4.17.20',
      nodes: ['node_modules/lodash'],
      fixAvailable: true,
    },
    'uses-lodash': { name: 'uses-lodash', severity: 'high', via: ['lodash'], effects: [], range: '*' },
  },
  metadata: { vulnerabilities: { info: 0, low: 0, moderate: 0, high: 2, critical: 0, total: 2 } },
};

describe('what the registry knows about weaknesses', () => {
  it('is each advisory once, not each package it reaches', () => {
    const answer = readAudit(JSON.stringify(RECORDED));

    expect(answer).toEqual({
      kind: 'answered',
      advisories: [
        {
          ...{ id: 'GHSA-35jh-r3h4-6jhm', package: 'lodash', severity: 'high' },
          title: 'Command Injection in lodash',
        },
      ],
    });
  });

  it('can be nothing', () => {
    const answer = readAudit(JSON.stringify({ auditReportVersion: 2, vulnerabilities: {}, metadata: {} }));

    expect(answer).toEqual({ kind: 'answered', advisories: [] });
  });

  it.each([
    [
      'a refusal',
      JSON.stringify({ message: '405 Method Not Allowed - POST https://example.org', statusCode: 405 }),
    ],
    ['silence', ''],
    ['an error page', '<html>'],
    ['a summary without the advisories', JSON.stringify({ metadata: { vulnerabilities: { total: 0 } } })],
  ])('is not known after %s', (_what, printed) => {
    const answer = readAudit(printed);

    expect(answer.kind).toBe('no answer');
  });

  it('names why it is not known, without the address that was asked', () => {
    const refused = { message: '405 Method Not Allowed - POST https://example.org/-/npm/v1' };

    const answer = readAudit(JSON.stringify(refused));

    expect(answer).toEqual({ kind: 'no answer', why: '405 Method Not Allowed' });
  });
});
