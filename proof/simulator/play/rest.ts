import { hasConsent } from '../../../core/execute/claim.ts';
import { hasLiveLease } from '../../../core/execute/lease.ts';
import { entryFor } from '../../../core/manage/release.ts';
import type { FunctionStatus } from '../../../core/model/function-status.ts';
import { Violation } from '../violation.ts';
import type { World } from '../world/world.ts';
import { enable, trigger } from './owners.ts';

const MINUTE_MS = 60_000;
/** A day, for what is looked at once a day, and time to do it. */
const LONGEST_REST_MS = 25 * 60 * MINUTE_MS;

/** Lets the world be until nothing is left to do, and then holds it to what must be true at rest. */
export async function comeToRest(world: World): Promise<void> {
  world.events.behave();
  world.requests.behave();
  world.behaviours.clear();
  const giveUpAt = world.now.getTime() + LONGEST_REST_MS;
  while (!isAtRest(world)) {
    if (world.now.getTime() > giveUpAt) {
      world.violation ??= new Violation('I10', 'a day after the last fault there is still work to do');
      return;
    }
    await world.scheduler.pass(10 * MINUTE_MS);
  }
  world.trace.say('world', 'is at rest');
  world.conclude();
}

/** Each owner agrees to the current version of what is enabled, and asks for a run on what is new. */
export async function askAgain(world: World): Promise<void> {
  const enabled = [...world.latest.values()].filter((status) => status.enabled);
  const asked = enabled.flatMap(({ pda, functionId }) => {
    const upTo = world.pda(pda).records.length;
    return upTo > 0 ? [{ pda, functionId, upTo }] : [];
  });
  for (const item of asked) enable(world, item);
  await world.scheduler.pass(MINUTE_MS);
  for (const item of asked) trigger(world, item, false);
  await world.scheduler.pass(MINUTE_MS);
  for (const item of asked) world.observe({ kind: 'asked at rest', ...item });
  await comeToRest(world);
}

/** It is looked at once a day for ever, and nothing is to be done until its owner decides. */
function isHeldBack(world: World, status: FunctionStatus): boolean {
  const { pda, functionId, lastError, attempt, requested, ended } = status;
  const releases = world.catalogue.releases.get(functionId);
  const entry = releases && entryFor(releases, pda);
  const isIdle = !attempt && !requested && !ended && lastError?.code === 'CONSENT_NEEDED';
  return isIdle && entry !== undefined && !entry.candidate && !hasConsent(status, entry);
}

function isAtRest(world: World): boolean {
  const statuses = [...world.latest.values()];
  const isQuiet = statuses.every(
    (status) => (!status.dueAt || isHeldBack(world, status)) && !hasLiveLease(status, world.now),
  );
  const isKnown = [...world.pdas.values()].every((pda) => pda.unconfirmed.length === 0);
  return isQuiet && isKnown && world.events.isEmpty && world.requests.isEmpty;
}
