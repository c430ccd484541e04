import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { type ManagementDeps, POLL_MS } from '../../core/manage/deps.ts';
import { listExecutions } from '../../core/manage/executions.ts';
import { enableFunction } from '../../core/manage/functions.ts';
import type { EmbeddedPda } from '../pda/start-pda.ts';
import { generateFeeds } from './generate-feeds.ts';

const PASSWORD = 'demo';
const LONGEST_FIRST_RUNS_MS = 20_000;
const PEOPLE = ['alice.localhost', 'bob.localhost'] as const;

/** What a first start may do before the work begins. */
export interface Preparation {
  readonly addPerson: (person: { readonly pda: string; readonly password: string }) => Promise<void>;
  readonly pda: EmbeddedPda;
  readonly management: ManagementDeps;
}

export interface FirstStart {
  readonly dataDir: string;
  /** Six months of feeds for both, and every function enabled for alice. */
  readonly withSample: boolean;
  /** The feeds end here. */
  readonly today: Date;
}

/**
 * At the first start creates alice and bob. Every step may be repeated: a start that dies half-way is made up
 * for by the next one, with the same data.
 *
 * @returns whether functions have first runs before them
 */
export async function preparePeople(preparation: Preparation, firstStart: FirstStart): Promise<boolean> {
  const marker = join(firstStart.dataDir, 'first-start.json');
  const state = (await read(marker)) ?? {
    until: firstStart.today.toISOString(),
    withSample: firstStart.withSample,
  };
  if (state.done) return false;
  await write(marker, state);
  for (const pda of PEOPLE) await preparation.addPerson({ pda, password: PASSWORD });
  if (state.withSample) await addSample(preparation, new Date(state.until));
  await write(marker, { ...state, done: true });
  return state.withSample;
}

/** Waits until each enabled function of the sample has run once, however that ended, or the time is up. */
export async function firstRuns(management: ManagementDeps): Promise<void> {
  const [alice] = PEOPLE;
  const giveUpAt = Date.now() + LONGEST_FIRST_RUNS_MS;
  const enabled = (await management.statuses.ofPda(alice)).filter((status) => status.enabled);
  while (Date.now() < giveUpAt) {
    const executions = await listExecutions(management, alice, { skip: 0, take: 100 });
    const ended = new Set(
      executions.filter(({ status }) => status !== 'running').map(({ functionId }) => functionId),
    );
    if (enabled.every(({ functionId }) => ended.has(functionId))) return;
    await management.sleep(POLL_MS);
  }
}

async function addSample({ management, pda }: Preparation, until: Date): Promise<void> {
  const [alice] = PEOPLE;
  for (const entry of await management.catalogue.all(alice)) await enableFunction(management, alice, entry);
  for (const name of PEOPLE) {
    const feeds = generateFeeds({ person: name.replace('.localhost', ''), seed: 1, until });
    const drafts = [...feeds].flatMap(([endpoint, records]) => records.map((data) => ({ endpoint, data })));
    await pda.saveOwnerData(name, drafts);
  }
}

const stateSchema = z.object({
  until: z.iso.datetime(),
  withSample: z.boolean(),
  done: z.optional(z.boolean()),
});
type State = z.infer<typeof stateSchema>;

async function read(path: string): Promise<State | undefined> {
  try {
    return stateSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function write(path: string, state: State): Promise<void> {
  // Renamed into place, so that a crash leaves the whole file or none.
  await writeFile(`${path}.new`, JSON.stringify(state));
  await rename(`${path}.new`, path);
}
