import { setTimeout as sleep } from 'node:timers/promises';
import type { Json } from '../../core/model/json.ts';
import type { Random } from '../../local/sample/random.ts';
import { TRACKER } from './history.ts';
import { FEEDS, type Person } from './person.ts';

/** The time in which an engine is under load; `isOver` once it has been killed. */
export interface Load {
  readonly name: string;
  isOver: boolean;
}

const MOOD = ['What a wonderful day', 'I hate this rain', 'Just another train', 'Best concert ever!!'];
const LONGEST_PAUSE_MS = 150;
/** More than the deriving function takes at a time. */
const LARGE = 250;

/** Saves new texts, in every way the API has, until the load is over. */
export async function write(person: Person, random: Random, load: Load): Promise<void> {
  while (!load.isOver) {
    const unanswered = person.saves.filter(({ acknowledgedAt }) => acknowledgedAt === undefined);
    const again = unanswered.length > 0 && random.chance(0.5);
    if (again) await repeat(person, random.pick(unanswered));
    else await save(person, random, load);
    await sleep(random.between(0, LONGEST_PAUSE_MS));
  }
}

/** Saves one text, a list, or a batch over several endpoints. */
export async function save(person: Person, random: Random, load: Load): Promise<void> {
  const kind = random.pick(['single', 'single', 'list', 'batch'] as const);
  const count = kind === 'single' ? 1 : random.chance(0.03) ? LARGE : random.between(2, 6);
  const feed = random.pick(FEEDS);
  const view = person.functions[TRACKER];
  const { enabled, decisions } = view;
  const drafts = Array.from({ length: count }, (_, index) => {
    const text = `${random.pick(MOOD)} ${load.name} ${person.saves.length + index} ${person.name}`;
    return { text, feed: kind === 'batch' ? random.pick(FEEDS) : feed };
  });
  const first = person.saves.push(...drafts) - drafts.length;
  const answer = await send(person, kind, drafts);
  if (!person.knows(`saving a ${kind}`, answer, 201)) return;
  for (let index = first; index < first + count; index++) acknowledge(person, index);
  // Only what was saved under one consent from beginning to end is surely owed.
  if (enabled && view.decisions === decisions) view.isOwed = true;
}

type Draft = { readonly text: string; readonly feed: string };

function send(person: Person, kind: 'single' | 'list' | 'batch', drafts: readonly Draft[]) {
  const records = drafts.map(({ text, feed }) => ({ endpoint: feed, data: dataOf(text, feed) }));
  if (kind === 'batch') return person.client.post('data-batch', records);
  const data = records.map((record) => record.data);
  const [first] = records;
  return person.client.post(`data/${first?.endpoint}`, kind === 'list' ? data : (data[0] ?? null));
}

/** A client that got no answer asks again; what is there already is left out. */
async function repeat(person: Person, saved: Person['saves'][number]): Promise<void> {
  const data = [dataOf(saved.text, saved.feed)];
  const answer = await person.client.post(`data/${saved.feed}?skipErrors=true`, data);
  if (person.knows('saving again', answer, 201)) saved.acknowledgedAt = Date.now();
}

function acknowledge(person: Person, index: number): void {
  const saved = person.saves[index];
  if (saved) saved.acknowledgedAt = Date.now();
}

/** The text where the feed has it, under an id of its own. */
function dataOf(text: string, feed: string): Json {
  return feed === 'twitter/tweets'
    ? { id: text, text, lastUpdated: '2026-01-01T08:00:00.000Z' }
    : { id: text, message: text, created_time: '2026-01-01T08:00:00.000Z' };
}
