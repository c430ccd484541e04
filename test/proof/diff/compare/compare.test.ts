import { type Comparison, compare } from '../../../../proof/diff/compare/compare.ts';
import type { Assembly } from '../../../../proof/prove/assembly/assembly.ts';
import { MUTANTS } from '../../../../proof/prove/mutants/all.ts';
import { changed } from '../../../../proof/prove/mutants/catch.ts';
import type { Mutant } from '../../../../proof/prove/mutants/mutant.ts';

const LEFT_TO_PROVE = [
  // Held against lock.json, which is in no template.
  'code that is not locked',
  'a version of another code',
  'no version',
  'a version of another Lambda',
  'a function that nobody approved',
  // What is registered, and by which package, changes with each version of a function.
  'a registration of another version',
  'a registration of the newest code',
  'a registration of a function that is not here',
  'a registration by what lies in another bucket',
  'a registration by another file than it says',
  'a registration that tells more',
  'functions that nobody registers',
  'a registrar of the functions of others',
  // What operators look at.
  'metrics in a namespace of somebody else',
  'a dashboard that calls a Lambda',
  'a dashboard of another account',
  'a ranking by a log that is not of the engine',
  // Somebody may less, who should have told of an attempt to get out.
  'a flow log whose writer is denied',
  'a flow log whose writer may begin and not write',
  'a flow log whose writer may write when something is so',
  'a topic that denies every message',
  'a key that alarms may not use',
  'a key that logs may not use',
];

const asItIs = changed(() => {});
const withCanary = changed(() => {}, true);
const withChange = (change: Mutant['change'], canary = false): Comparison =>
  compare(canary ? withCanary : asItIs, changed(change, canary));
const without = ({ stacks, problems }: Assembly, name: string): Assembly => ({
  stacks: stacks.filter((stack) => stack.name !== name),
  problems,
});

describe('a comparison of deployments', () => {
  it('finds nothing between a deployment and itself', () => {
    const comparison = compare(
      asItIs,
      changed(() => {}),
    );

    expect(comparison).toEqual({ widenings: [], narrowings: [], changes: [] });
  });

  it.each(
    MUTANTS.filter(({ name }) => !LEFT_TO_PROVE.includes(name)).map(
      (mutant) => [mutant.name, mutant] as const,
    ),
  )('sees a widening in %s', (_name, { change, canary }) => {
    const { widenings } = withChange(change, canary);

    expect(widenings).not.toEqual([]);
  });

  it('leaves to the prover only what the prover catches', () => {
    const known = MUTANTS.filter(({ name }) => LEFT_TO_PROVE.includes(name));

    expect(known.map(({ name }) => name).toSorted()).toEqual(LEFT_TO_PROVE.toSorted());
    expect(known.every(({ caughtBy }) => caughtBy.length > 0)).toBe(true);
  });

  it('sees a stack that the base lacks as one that opens what it opens', () => {
    const { widenings, changes } = compare(without(asItIs, 'She-Api'), asItIs);

    expect(new Set(changes.map(({ stack, action }) => `${stack} ${action}`))).toEqual(
      new Set(['She-Api added']),
    );
    expect(widenings.map(({ says }) => says)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^now: answers ANY \/api\/v2\.6\/she\/\{proxy\+\} with authorization NONE/),
        expect.stringMatching(/^now: may dynamodb:PutItem on .*StateTablesStatuses/),
      ]),
    );
  });
});

describe('a change of what is stored', () => {
  it('loses a table that is removed, unless it is left behind', () => {
    const gone = withChange((app) => app.remove('AWS::DynamoDB::Table', 'Slots'));

    expect(gone.widenings).toContainEqual(
      expect.objectContaining({ group: 'data', says: 'is deleted with all that it holds' }),
    );
  });

  it('loses a table whose key is another, since that makes a new one', () => {
    const another = withChange((app) =>
      app.set('AWS::DynamoDB::Table', 'KeySchema', [{ AttributeName: 'pda', KeyType: 'HASH' }], 'Catalogue'),
    );

    expect(another.changes.map(({ action }) => action)).toEqual(['replaced']);
    expect(another.widenings[0]?.says).toMatch(/^is replaced by an empty one, and is deleted/);
  });

  it('is told of by what differs, and by no more', () => {
    const { changes, widenings } = withChange((app) =>
      app.set('AWS::Lambda::Function', 'MemorySize', 4096, 'Execute'),
    );

    expect(changes.map(({ values }) => values)).toEqual([
      [{ name: 'MemorySize', before: 2048, after: 4096 }],
    ]);
    expect(widenings).toEqual([]);
  });

  it('counts more days of logs as a widening, fewer as none', () => {
    const days = (number: number) =>
      withChange((app) => app.set('AWS::Logs::LogGroup', 'RetentionInDays', number, 'AccessLog')).widenings;

    expect(days(365).map(({ says }) => says)).toEqual(['no longer: forgets after so many days (90)']);
    expect(days(30)).toEqual([]);
  });
});
