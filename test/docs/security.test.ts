import { existsSync, readFileSync } from 'node:fs';
import { CHANNEL_NAMES } from '../../proof/canary/channels.ts';
import { CANARY_CHECKS } from '../../proof/live-canary/judge.ts';
import { KINDS } from '../../proof/noninterference/kinds.ts';
import { capacityTable } from '../../proof/noninterference/observe/capacity.ts';
import { PROBES } from '../../proof/probes/list/all.ts';
import { RESPONSES } from '../../proof/probes/responses/all.ts';
import { CLAIMS } from '../../proof/prove/claims/all.ts';
import { LIVE_CLAIMS } from '../../proof/verify-live/claims.ts';

const page = readFileSync('docs/security.md', 'utf8');
const readme = readFileSync('README.md', 'utf8');
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

const namesOf = (things: readonly { readonly name: string }[]): readonly string[] =>
  things.map(({ name }) => name);

/** What a `kind: name` in the tables may name. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  prove: namesOf(CLAIMS),
  probe: namesOf(PROBES),
  response: namesOf(RESPONSES),
  canary: CHANNEL_NAMES,
  noninterference: KINDS,
  live: namesOf(LIVE_CLAIMS),
  'live-canary': namesOf(CANARY_CHECKS),
};

/** Rows of the design's table of ways out: none may be without a proof. */
const WAYS_OUT = [
  ...[
    'internet route',
    'security group',
    'network ACL',
    'VPC DNS',
    'execution role credentials',
    'CloudWatch Logs',
  ],
  ...['warm environment shared between people', 'the query', 'derived data shown elsewhere', 'function URL'],
  ...['layers', 'response', 'error text', 'drift', 'another code than the approved one'],
];

interface Row {
  readonly cells: readonly string[];
  /** `kind: name`, or `test/file.test.ts: name`. */
  readonly references: readonly string[];
}

/** Rows of the tables whose last column says what shows the first. */
function claims(): readonly Row[] {
  const tables = page.split(/\n\n+/).filter((block) => /^\|.*\| shown by \|$/m.test(block));
  const lines = tables.flatMap((table) =>
    table
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .slice(2),
  );
  return lines.map((line) => {
    const cells = line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim());
    return { cells, references: [...(cells.at(-1) ?? '').matchAll(/`([^`]+)`/g)].map(([, one = '']) => one) };
  });
}

/** Why a reference shows nothing. */
function complaint(reference: string): string | undefined {
  const [, kind = '', name = ''] = /^(.+?): (.+)$/s.exec(reference) ?? [];
  if (!kind.startsWith('test/'))
    return KNOWN[kind]?.includes(name) ? undefined : `nothing is called ${reference}`;
  if (!existsSync(kind)) return `${kind} does not exist`;
  const isThere = testsIn(readFileSync(kind, 'utf8')).includes(name);
  return isThere ? undefined : `${kind} has no test ${JSON.stringify(name)} that is run`;
}

/** Names of the tests and groups of tests that are run: none that is skipped, left for later, or another call's text. */
function testsIn(source: string): readonly string[] {
  const table = /\.each\b(?:(?!\n\s*(?:it|describe)\b).)*?\)/.source;
  const text = /\(\s*(['"`])((?:\\.|(?!\1).)*)\1,/.source;
  const calls = source.matchAll(new RegExp(`(?<![\\w.$])(?:it|describe)(?:${table})?${text}`, 'gs'));
  return [...calls].map(([, , name = '']) => name.replaceAll("\\'", "'"));
}

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();

describe('docs/security.md', () => {
  it('names for every claim what fails when it is untrue', () => {
    const bare = claims().filter(({ references }) => references.length === 0);

    expect(claims().length).toBeGreaterThan(40);
    expect(bare.map(({ cells }) => cells[0])).toEqual([]);
  });

  it('names only what there is', () => {
    const references = new Set(claims().flatMap((row) => row.references));

    expect([...references].flatMap((one) => complaint(one) ?? [])).toEqual([]);
  });

  it.each([
    'prove: nothing',
    'probe: nothing',
    'test/nowhere.test.ts: x',
    'test/docs/security.test.ts: nothing',
  ])('would not get away with %s', (reference) => {
    expect(complaint(reference)).toBeDefined();
  });

  it('takes no test for proof that is not run', () => {
    const run =
      "it('a', f); it.each<[string]>([['(']])('b', f); describe('c', f); it.each(all())(\n  'd', f)";
    const others =
      "it.skip('e', f); it.todo('f',); describe.skip('g', f); it.skip.each([1])('h', f); xit('i', f); wait('j', f)";

    expect(testsIn(`${run}; ${others}`)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('names every claim of the prover, of the account and of the canary in it', () => {
    const named = new Set(claims().flatMap((row) => row.references));
    const all = ['prove', 'live', 'live-canary'].flatMap((kind) =>
      (KNOWN[kind] ?? []).map((name) => `${kind}: ${name}`),
    );

    expect(all.filter((one) => !named.has(one))).toEqual([]);
  });

  it.each(WAYS_OUT)('has a row about %s', (way) => {
    const rows = claims().filter(({ cells }) => cells[0]?.startsWith(way));

    expect(rows).toHaveLength(1);
  });

  it('has the row that each claim of the prover says it closes', () => {
    const rows = claims().map(({ cells }) => cells[0] ?? '');

    expect(
      CLAIMS.filter(({ closes }) => !rows.some((row) => row.startsWith(closes))).map(({ name }) => name),
    ).toEqual([]);
  });

  it('has every sentence that the README says about security', () => {
    const section =
      /## What keeps the data in\n(.*?)\n## /s.exec(readme)?.[1]?.replace(/```.*?```/gs, '') ?? '';
    const sentences = plain(section)
      .split(/(?<=\.)\s+(?=[A-Z])/)
      .filter((one) => !one.includes('docs/security.md'));

    // Links are as seen from here.
    const quoted = claims().map(({ cells }) => cells[0]?.replace(/\]\((?=\w)/g, '](docs/') ?? '');
    expect(sentences.length).toBeGreaterThan(2);
    expect(sentences.filter((one) => !quoted.includes(one))).toEqual([]);
  });

  it('has the first sentence of the README, which promises it all', () => {
    const [first = ''] = /(?<=^# .*\n\n).*?\.(?=\s)/s.exec(readme) ?? [];

    const quoted = claims().map(({ cells }) => cells[0]);
    expect(plain(first)).toMatch(/^It runs .* without the data reaching anyone but that person\.$/);
    expect(quoted).toContain(plain(first));
  });

  it('says what the bits of another person leave out, and that it is not claimed', () => {
    const sections = ['What leaves all the same', 'What is not claimed'].map((title) =>
      plain(page.split('\n## ').find((section) => section.startsWith(title)) ?? ''),
    );

    for (const section of sections)
      expect(section).toMatch(/how long .* wait.* for the slots, concurrency and tables that all share/);
  });

  it('says how many bits others can learn of a run', () => {
    expect(page).toContain(capacityTable().split('\n').at(-1));
  });

  it('names only commands that there are', () => {
    const named = [...page.matchAll(/npm run ([a-z-]+)/g)].map(([, name = '']) => name);

    expect(named.filter((name) => !scripts[name])).toEqual([]);
  });

  it('points to no file that is not there', () => {
    const links = [...page.matchAll(/\]\(([^)#]+)\)/g)].map(([, path = '']) => `docs/${path}`);

    expect(links.filter((path) => !existsSync(path))).toEqual([]);
  });
});
