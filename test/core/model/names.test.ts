import {
  endpointSchema,
  functionIdSchema,
  namespaceSchema,
  pdaNameSchema,
  sha256Schema,
  versionSchema,
} from '../../../core/model/names.ts';

const SCHEMAS = {
  functionId: functionIdSchema,
  pda: pdaNameSchema,
  namespace: namespaceSchema,
  endpoint: endpointSchema,
  version: versionSchema,
  sha256: sha256Schema,
};
type Kind = keyof typeof SCHEMAS;

describe('names', () => {
  it.each<[Kind, string]>([
    ['functionId', 'ab'],
    ['functionId', 'hydration-coach-2'],
    ['functionId', `a${'b'.repeat(39)}`],
    ['functionId', 'configuration'],
    ['functionId', 'bundle-maker'],
    ['pda', 'alice.localhost'],
    ['pda', 'a'],
    ['pda', 'asha.hubat.net'],
    ['namespace', 'she'],
    ['namespace', 'drops-2'],
    ['endpoint', 'twitter/tweets'],
    ['endpoint', 'calendar/google/events'],
    ['endpoint', 'rumpel'],
    ['version', '0.0.0'],
    ['version', '10.20.30'],
    ['sha256', 'a'.repeat(64)],
  ])('takes %s %s', (kind, name) => {
    const read = SCHEMAS[kind].safeParse(name);

    expect(read.data).toBe(name);
  });

  it.each<[Kind, string]>([
    ['functionId', ''],
    ['functionId', 'a'],
    ['functionId', `a${'b'.repeat(40)}`],
    ['functionId', '2coach'],
    ['functionId', '-coach'],
    ['functionId', 'Coach'],
    ['functionId', 'coach_2'],
    ['functionId', 'coach/2'],
    ['functionId', 'coach\n'],
    ['functionId', 'coach-configuration'],
    ['functionId', 'coach-bundle'],
    ['pda', ''],
    ['pda', 'Alice.localhost'],
    ['pda', '.localhost'],
    ['pda', 'localhost.'],
    ['pda', 'alice.localhost:4000'],
    ['pda', 'alice/localhost'],
    ['pda', 'alice@localhost'],
    ['pda', 'a'.repeat(254)],
    ['namespace', ''],
    ['namespace', 'she/insights'],
    ['namespace', 'She'],
    ['namespace', '..'],
    ['endpoint', ''],
    ['endpoint', '/tweets'],
    ['endpoint', 'twitter/'],
    ['endpoint', 'twitter//tweets'],
    ['endpoint', 'twitter/../bank'],
    ['endpoint', 'twitter/Tweets'],
    ['endpoint', 'twitter/tweets\n'],
    ['endpoint', 'twitter/tweets?take=1'],
    ['endpoint', 'twitter\\tweets'],
    ['version', '1.2'],
    ['version', '1.2.3-beta'],
    ['version', 'v1.2.3'],
    ['sha256', 'A'.repeat(64)],
    ['sha256', 'a'.repeat(63)],
  ])('refuses %s %j', (kind, name) => {
    const read = SCHEMAS[kind].safeParse(name);

    expect(read.success).toBe(false);
  });
});
