import { runtimeWarnings } from '../../../local/sandbox/runtime-warnings.ts';

const INSTALLED = {
  node: { path: '/usr/bin/node', version: '20.20.2' },
  python: { path: '/usr/bin/python3.13', version: '3.13.1' },
};

it('warns of runtimes that run here in another version, or not at all, each once', () => {
  const runtimes = ['nodejs24.x', 'nodejs20.x', 'python3.13', 'dotnet10', 'nodejs24.x'];

  const warnings = runtimeWarnings(INSTALLED, runtimes);

  expect(warnings).toEqual([
    'dotnet10: this machine runs nodejs, python, java and provided.al2023 functions; this one runs on AWS Lambda ' +
      'only: npx cdk deploy --all -c stage=NAME',
    'nodejs24.x: runs here on node 20.20.2 (/usr/bin/node)',
  ]);
});

it('tells one minor version of Python from another', () => {
  const runtimes = ['python3.1', 'python3.14'];

  const warnings = runtimeWarnings(INSTALLED, runtimes);

  expect(warnings[0]).toContain('runs on AWS Lambda only');
  expect(warnings[1]).toContain('runs here on python 3.13.1');
});

it('says how to get Python', () => {
  const withoutPython = { node: INSTALLED.node };

  const warnings = runtimeWarnings(withoutPython, ['python3.13']);

  expect(warnings).toEqual([expect.stringContaining('apt-get install --yes python3')]);
});

it('says nothing of the version of what starts a bootstrap', () => {
  const bootstrap = { path: '/usr/bin/perl', version: '5.36.0' };

  const warnings = runtimeWarnings({ ...INSTALLED, bootstrap }, ['provided.al2023']);

  expect(warnings).toEqual([]);
});

it.each([
  ['how to get Java', undefined, 'openjdk-17-jre-headless maven'],
  ['what else Java lacks', { java: 'there is no mvn' }, 'java21: there is no mvn'],
])('says %s', (_, absent, expected) => {
  const warnings = runtimeWarnings({ ...INSTALLED, absent }, ['java21']);

  expect(warnings).toEqual([expect.stringContaining(expected)]);
});
