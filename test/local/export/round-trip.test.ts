import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { Json } from '../../../core/model/json.ts';
import { exportCommand } from '../../../local/cli/export-command.ts';
import { importCommand } from '../../../local/cli/import-command.ts';
import { runCommand } from '../../support/run-command.ts';
import { slowClock } from '../../support/slow-clock.ts';
import { startTestPda, type TestPda, type TestPerson } from '../../support/start-pda.ts';
import { fileOf } from '../import/import-files.ts';

const RUNS = 8;

interface Kept {
  readonly endpoint: string;
  readonly data: Json;
  readonly sourceUniqueId?: string;
  readonly sourceTimestamp?: string;
  /** By a function; of those, equal content may be there twice. */
  readonly derived: boolean;
}

interface Line extends Omit<Kept, 'derived'> {
  readonly recordId: string;
}

const anyData: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>({ ml: 1 }, [], null, 'é\u2028\ud83c', -0, 1e21),
  fc.jsonValue({ maxDepth: 3, stringUnit: 'binary' }) as fc.Arbitrary<Json>,
);

const anyRecord: fc.Arbitrary<Kept> = fc.record(
  {
    endpoint: fc.constantFrom('kitchen/drinks', 'a/b/c', 'alone'),
    data: anyData,
    sourceUniqueId: fc.constantFrom('1', '2', 'ü "'),
    sourceTimestamp: fc
      .date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) })
      .map((date) => date.toISOString()),
    derived: fc.boolean(),
  },
  { requiredKeys: ['endpoint', 'data', 'derived'] },
);

let pda: TestPda;

beforeAll(async () => {
  pda = await startTestPda({ now: slowClock() });
}, 60_000);

afterAll(() => pda.close());

function call(person: TestPerson, route: string, body?: unknown): Promise<{ status: number; body: unknown }> {
  const token = route.endsWith('data-derived') ? person.engineToken : person.ownerToken;
  return pda.call(route, { pda: person.pda, token, body });
}

async function keep(person: TestPerson, { derived, ...record }: Kept): Promise<void> {
  if (!derived) return void (await call(person, 'POST /api/v2.6/data-batch?skipErrors=true', [record]));
  await call(person, 'POST /api/v2.6/data-derived', {
    functionId: 'drink-count',
    executionId: randomUUID(),
    fence: 1,
    chain: ['drink-count'],
    records: [{ id: randomUUID(), endpoint: record.endpoint, data: record.data, linkedRecords: [] }],
  });
}

async function empty(person: TestPerson): Promise<void> {
  for (const endpoint of ['kitchen/drinks', 'a/b/c', 'alone/']) {
    await call(person, `DELETE /api/v2.6/data/${endpoint}`);
  }
}

const signedIn = (person: TestPerson) => [
  '--url',
  pda.url,
  '--pda',
  person.pda,
  '--password',
  person.password,
];

async function exported(person: TestPerson): Promise<string> {
  const { exitCode, output, errors } = await runCommand(
    (streams) => exportCommand(streams),
    signedIn(person),
  );
  if (exitCode !== 0) throw new Error(errors);
  return output;
}

async function imported(person: TestPerson, text: string): Promise<string> {
  const file = await fileOf('export.ndjson', text);
  const now = () => new Date('2025-06-01T12:00:00Z');
  const { output } = await runCommand(
    (streams) => importCommand({ ...streams, now }),
    [file, ...signedIn(person)],
  );
  return output;
}

const linesOf = (text: string): Line[] =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));

/** What a record is, apart from the id a PDA gave it; twins go in under theirs. */
function identity({ recordId: _, ...record }: Line, ids: ReadonlySet<string>): Omit<Line, 'recordId'> {
  if (!ids.has(record.sourceUniqueId ?? '')) return record;
  const { sourceUniqueId: __, ...twin } = record;
  return twin;
}

describe('export, import into an empty PDA, export', () => {
  it('gives the same records in the same order, and once only, also where they came from', async () => {
    const property = fc.asyncProperty(
      fc.array(anyRecord, { minLength: 1, maxLength: 20 }),
      async (records) => {
        await Promise.all([empty(pda.alice), empty(pda.ben)]);
        for (const record of records) await keep(pda.alice, record);

        const before = await exported(pda.alice);
        await imported(pda.ben, before);
        const after = await exported(pda.ben);
        const again = [await imported(pda.ben, before + before), await imported(pda.alice, before)];

        const ids = new Set(linesOf(before).map(({ recordId }) => recordId));
        const stripped = (text: string) => linesOf(text).map((line) => identity(line, ids));
        expect(stripped(before).length).toBeGreaterThan(0);
        expect(stripped(after)).toEqual(stripped(before));
        expect(again).toEqual([expect.stringContaining(' 0 new'), expect.stringContaining(' 0 new')]);
        expect(await exported(pda.alice)).toBe(before);
      },
    );

    await fc.assert(property, { numRuns: RUNS });
  }, 180_000);
});
