import { EngineError } from '../errors.ts';
import { type CanaryStep, type CanaryVerdict, worse } from '../model/canary-verdict.ts';
import type { DataEvent } from '../model/data-event.ts';
import type { Clock, EngineLog } from '../ports.ts';
import { CANARY_FUNCTION, type CanaryItem, HEARTBEATS, withRecords } from './canary-item.ts';
import { judge } from './judge.ts';
import { type CanaryStore, updateCanary } from './update-canary.ts';

/** The engine did not do what the canary's owner asked for; the message holds nothing of its answer. */
export class EngineRefused extends EngineError {
  override readonly name = 'EngineRefused';
  readonly step: CanaryStep;

  constructor(step: CanaryStep) {
    super(`the engine refused the ${step} of the canary`);
    this.step = step;
  }
}

/**
 * The management API, as the canary's owner calls it.
 * @throws EngineRefused
 */
export interface CanarysOwner {
  /** @returns false when the engine knows no such function */
  enable(functionId: string): Promise<boolean>;
  disable(functionId: string): Promise<void>;
  tell(event: DataEvent): Promise<void>;
}

export interface BeatDeps {
  readonly pda: string;
  readonly store: CanaryStore;
  readonly owner: CanarysOwner;
  /** Registers the canary's PDA with the engine, with a new token. */
  readonly register: () => Promise<void>;
  readonly log: EngineLog;
  readonly now: Clock;
  /** Makes UUIDs. */
  readonly newId: () => string;
}

const DAY_MS = 86_400_000;
/** Consent is given anew once an hour: the function then runs as another tenant, and must not find the former one. */
const ANEW_EVERY = 12;

/**
 * One beat of the canary: judges what became of the heartbeat before, and sends the next one on its way. It waits for
 * nothing: the next beat sees what comes back.
 */
export async function beat(deps: BeatDeps): Promise<void> {
  const item = await updateCanary(deps.store, (before) => bornBy(before, deps.now()));
  const { verdict, ageSeconds, breaches } = judge(item, deps.now());
  const sent = await sendHeartbeat(deps, item, verdict);
  deps.log.tell('canary beat', {
    canaryVerdict: worse(verdict, sent.verdict),
    canaryAge: ageSeconds,
    canaryStep: sent.refused,
    canaryBreaches: breaches.length > 0 ? [...breaches] : undefined,
  });
}

/**
 * Its places begin with the time, in seconds: those of a canary whose table was lost come after the engine's cursor,
 * which knows the places of the one before.
 */
function bornBy(item: CanaryItem, now: Date): CanaryItem {
  if (item.bornAt !== undefined) return item;
  const places = Math.max(item.places, Math.floor(now.getTime() / 1000));
  return { ...item, bornAt: now.toISOString(), places };
}

/** @returns `answered` when all was taken, else how it went */
async function sendHeartbeat(
  deps: BeatDeps,
  item: CanaryItem,
  verdict: CanaryVerdict,
): Promise<{ readonly verdict: CanaryVerdict; readonly refused?: CanaryStep }> {
  try {
    await registerWhenDue(deps, item, verdict);
    const isAgreed = await agree(deps, item, verdict);
    if (!isAgreed) return item.agreedAt ? { verdict: 'refused', refused: 'consent' } : { verdict: 'waiting' };
    await deps.owner.tell(await saveHeartbeat(deps));
    return { verdict: 'answered' };
  } catch (error) {
    if (!(error instanceof EngineRefused)) throw error;
    // It may be registered no more: the next beat registers it.
    await updateCanary(deps.store, (before) => ({ ...before, registeredAt: undefined }));
    return { verdict: 'refused', refused: error.step };
  }
}

/** Once a day, and whenever nothing came back: somebody may have removed it, or restored a table. */
async function registerWhenDue(deps: BeatDeps, item: CanaryItem, verdict: CanaryVerdict): Promise<void> {
  const now = deps.now();
  const isFresh =
    item.registeredAt !== undefined && now.getTime() - new Date(item.registeredAt).getTime() < DAY_MS;
  if (isFresh && verdict !== 'unanswered' && verdict !== 'refused') return;
  await deps.register();
  await updateCanary(deps.store, (before) => ({ ...before, registeredAt: now.toISOString() }));
}

async function agree({ owner }: BeatDeps, item: CanaryItem, verdict: CanaryVerdict): Promise<boolean> {
  const isTimeForAnew = item.beats > 0 && item.beats % ANEW_EVERY === 0;
  if (isTimeForAnew && verdict === 'answered') await owner.disable(CANARY_FUNCTION);
  // Each time: it agrees to new versions, and takes up again what was suspended.
  return owner.enable(CANARY_FUNCTION);
}

async function saveHeartbeat({ store, pda, now, newId }: BeatDeps): Promise<DataEvent> {
  const at = now();
  const record = {
    ...{ recordId: newId(), endpoint: HEARTBEATS, data: { nonce: newId() }, chain: [] },
  };
  await updateCanary(store, (before) => ({
    ...withRecords(before, [record], at),
    ...{ beats: before.beats + 1, agreedAt: before.agreedAt ?? at.toISOString() },
  }));
  return { eventId: newId(), pda, endpoints: [HEARTBEATS], records: 1, occurredAt: at.toISOString() };
}
