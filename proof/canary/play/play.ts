import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Canary } from '../tokens.ts';
import { playOnAws } from './aws-stage.ts';
import { Evidence } from './evidence.ts';
import { playOnOneMachine } from './one-machine.ts';
import { canariesOf, makePeople } from './people.ts';
import { writeRegistry } from './registry.ts';

export interface Played {
  readonly evidence: Evidence;
  readonly canaries: readonly Canary[];
}

/** Sandboxes of root run as other users, who must reach their folders. */
const REACHABLE = 0o755;

export const STAGES = ['machine', 'aws'] as const;
export type StageName = (typeof STAGES)[number];

/** Plays everything, on one machine and as on AWS, and catches all that comes out. @param stages by default both */
export async function play(stages: readonly StageName[] = STAGES): Promise<Played> {
  const folder = await mkdtemp(join(tmpdir(), 'she-canary-'));
  const people = { machine: makePeople('by their names'), aws: makePeople('by canaries') };
  const evidence = new Evidence();
  const before = process.env.TMPDIR;
  try {
    await chmod(folder, REACHABLE);
    const places = await makePlaces(folder);
    process.env.TMPDIR = places.temporary;
    const plays = {
      machine: () =>
        playOnOneMachine({ ...places, dataDir: join(folder, 'machine') }, people.machine, evidence),
      aws: () => playOnAws({ ...places, dataDir: join(folder, 'aws') }, people.aws, evidence),
    };
    // Both at once: each mostly waits. What goes wrong in one lets the other come to its end.
    const ends = await Promise.allSettled(stages.map((stage) => plays[stage]()));
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    await rm(folder, { recursive: true, force: true });
  }
  return { evidence, canaries: [...canariesOf(people.machine), ...canariesOf(people.aws)] };
}

async function makePlaces(folder: string) {
  const places = {
    registry: join(folder, 'registry'),
    temporary: join(folder, 'tmp'),
    files: join(folder, 'files'),
  };
  for (const path of Object.values(places)) await mkdir(path, { mode: REACHABLE });
  await writeRegistry(places.registry);
  return places;
}
