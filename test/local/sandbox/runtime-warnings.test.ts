import { runtimeWarnings } from '../../../local/sandbox/runtime-warnings.ts';

const INSTALLED = {
  node: { path: '/usr/bin/node', version: '20.20.2' },
  python: { path: '/usr/bin/python3.13', version: '3.13.1' },
};

it('warns of runtimes that run here in another version, or not at all, each once', () => {
  const runtimes = ['nodejs24.x', 'nodejs20.x', 'python3.13', 'java21', 'nodejs24.x'];

  const warnings = runtimeWarnings(INSTALLED, runtimes);

  expect(warnings).toEqual([
    'java21: this host runs nodejs and python functions; run this one on AWS Lambda',
    'nodejs24.x: runs here on node 20.20.2 (/usr/bin/node)',
  ]);
});

it('tells one minor version of Python from another', () => {
  const runtimes = ['python3.1', 'python3.14'];

  const warnings = runtimeWarnings(INSTALLED, runtimes);

  expect(warnings[0]).toContain('this host runs nodejs and python functions');
  expect(warnings[1]).toContain('runs here on python 3.13.1');
});

it('says how to get Python', () => {
  const withoutPython = { node: INSTALLED.node };

  const warnings = runtimeWarnings(withoutPython, ['python3.13']);

  expect(warnings).toEqual([expect.stringContaining('apt-get install --yes python3')]);
});
