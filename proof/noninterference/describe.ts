import type { Observation } from './observe/recorder.ts';
import type { PairOutcome } from './pair.ts';
import { replayCommand } from './pairs.ts';

/** Payloads are long, and the difference is named already. */
const MOST_CHARACTERS = 600;

/** What a pair showed that it must not, for a person. */
export function described(pair: PairOutcome): string {
  const { seed, kind, scenario, difference, fault } = pair;
  const again = `Again: ${replayCommand(pair)}`;
  if (!difference) return `Seed ${seed} (${kind}, ${scenario}): ${fault}\n${again}`;
  const { one, other, index, place, why } = difference;
  const channel = one?.channel ?? other?.channel;
  return [
    `Seed ${seed} (${kind}, ${scenario}): observation ${index}, "${channel}"${place ? `, ${place}` : ''}: ${why}.`,
    `one input:   ${shown(one)}`,
    `other input: ${shown(other)}`,
    again,
  ].join('\n');
}

function shown(seen: Observation | undefined): string {
  if (!seen) return 'nothing';
  const { at, channel, about, by, body } = seen;
  const short = body.length > MOST_CHARACTERS ? `${body.slice(0, MOST_CHARACTERS)}…` : body;
  return `${new Date(at).toISOString().slice(5, 23)} ${channel}, about ${about}, by ${by}: ${short}`;
}
