import { SCENARIOS, type Scenario } from '../../simulator/faults/profile.ts';
import { BEN, type Kind, PEOPLE, type Side } from '../kinds.ts';
import type { Observation } from '../observe/recorder.ts';
import { startEngine } from './engine.ts';
import { type Leak, PairPlay } from './pair-play.ts';
import { perform, registerAll } from './perform.ts';
import { QUEUES } from './queues.ts';
import { scriptOf } from './script.ts';

export interface PlayOptions {
  readonly seed: number;
  readonly kind: Kind;
  readonly scenario: Scenario;
  readonly side: Side;
  readonly leak?: Leak | undefined;
}

export interface Played {
  readonly observations: readonly Observation[];
  /** Calls of functions that were given records. */
  readonly runs: number;
  /** Digest of all that functions were given. */
  readonly seen: string;
  /** What the engine's code must not do, and did. */
  readonly fault?: string | undefined;
}

/** Plays one side of a pair: the same options always play exactly the same. */
export async function playSide({ seed, kind, scenario, side, leak }: PlayOptions): Promise<Played> {
  const profile = SCENARIOS[scenario];
  const play = new PairPlay({ seed: `${kind} ${scenario} ${seed}`, profile, kind, side, leak });
  const { world } = play;
  await registerAll(play);
  startEngine(play);
  for (const { acts, forMs } of scriptOf(play.streams, kind, profile)) {
    for (const act of acts) await perform(play, act);
    await world.scheduler.pass(forMs);
  }
  await lookAround(play);
  const { runs, seen } = play.functions;
  return { observations: play.recorder.observations, runs, seen, fault: world.violation?.message };
}

/** What stays when everything is over. */
async function lookAround(play: PairPlay): Promise<void> {
  const { world } = play;
  for (const releases of world.catalogue.releases.items)
    play.see({ channel: 'catalogue', about: 'engine', by: 'end', body: releases });
  for (const pda of PEOPLE)
    for (const name of QUEUES)
      for (const body of play.queues.of(name, pda).dead)
        play.see({ channel: 'dead letters', about: pda, by: 'end', body: { name, body: JSON.parse(body) } });
  for (const record of world.pda(BEN).records)
    play.see({ channel: 'PDA of others', about: BEN, by: 'end', body: record });
}
