import { Hono } from 'hono';
import { derivedRecordId } from '../../../core/execute/record-id.ts';
import { CATALOGUE_AGE_MS } from '../../../core/execute/timing.ts';
import { recall } from '../../../core/manage/recall.ts';
import { release } from '../../../core/manage/release.ts';
import type { FunctionReleases } from '../../../core/model/function-releases.ts';
import { executionRoutes } from '../../../lambdas/api/execution-routes.ts';
import { functionRoutes } from '../../../lambdas/api/function-routes.ts';
import type { ApiVariables } from '../../../lambdas/api/variables.ts';
import { BEN } from '../kinds.ts';
import { inProcess, restartEngine } from './engine.ts';
import type { EnginePorts } from './engine-ports.ts';
import type { PairPlay } from './pair-play.ts';
import { FUNCTIONS, registered } from './registered.ts';
import type { Act } from './script.ts';

/** Registers the first version of every function, and waits until everybody knows. */
export async function registerAll(play: PairPlay): Promise<void> {
  for (const { id } of FUNCTIONS) await deploy(play, id);
  await play.world.scheduler.pass(CATALOGUE_AGE_MS);
}

/** Lets one thing of the script happen. */
export async function perform(play: PairPlay, act: Act): Promise<void> {
  switch (act.kind) {
    case 'save':
      return save(play, act);
    case 'ask':
      return inProcess(play, `api of ${act.pda}`, (ports) => ask(play, ports, act));
    case 'deploy':
      return deploy(play, act.functionId);
    case 'recall': {
      const before = play.world.catalogue.releases.get(act.functionId);
      return before && store(play, recall(before, before.stable.version));
    }
    case 'restart':
      return restartEngine(play);
  }
}

function save(play: PairPlay, { pda, feed, count }: Extract<Act, { kind: 'save' }>): void {
  const { world, streams, input } = play;
  const records = Array.from({ length: count }, (_, index) => {
    const id = derivedRecordId({ id: `record of ${pda}`, part: 0 }, streams.count(`id of ${pda}`));
    return { id, endpoint: feed, data: input.next({ pda, feed, index }), chain: [] };
  });
  play.tell(world.pda(pda).save(world.now, records));
}

/** A request to the management API, by its own routes; who asks is known. */
async function ask(play: PairPlay, ports: EnginePorts, { pda, path }: Extract<Act, { kind: 'ask' }>) {
  const api = new Hono<ApiVariables>();
  api.use((context, next) => {
    context.set('pda', pda);
    context.set('caller', { roles: [{ role: 'owner' }] });
    return next();
  });
  api.route('/function', functionRoutes(ports)).route('/execution', executionRoutes(ports));
  api.onError((error) => {
    throw error;
  });
  const reply = await api.request(path);
  const seen = { about: pda, by: `api of ${pda}` };
  play.see({ ...seen, channel: 'API metrics', body: { path, status: reply.status } });
  if (pda === BEN) play.see({ ...seen, channel: 'API replies to others', body: await reply.text() });
}

async function deploy(play: PairPlay, id: string): Promise<void> {
  const before = play.world.catalogue.releases.get(id);
  const entry = registered(id, play.streams.count(`version ${id}`) + 1);
  await store(play, release(before, { entry, percentage: 100 }));
}

async function store(play: PairPlay, releases: FunctionReleases): Promise<void> {
  await play.world.catalogue.releases.replace(releases);
  play.world.known.note(releases, play.world.now);
  play.see({ channel: 'catalogue', about: 'engine', by: 'registrar', body: releases });
}
