import { setTimeout as sleep } from 'node:timers/promises';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { StageConfig } from '../../lib/config/stage-config.ts';
import { type BeatVerdict, judgeBeats } from './judge-beats.ts';
import { readMinutes } from './read-minutes.ts';

const EVERY_MS = 20_000;

export interface Awaited {
  readonly isWell: boolean;
  readonly says: string;
}

/** Waits until a heartbeat that was sent since a moment is answered, the canary fails, or time is over. */
export async function awaitBeat(
  { canary, namePrefix, region }: Pick<StageConfig, 'canary' | 'namePrefix' | 'region'>,
  { since, waitMinutes }: { readonly since: Date; readonly waitMinutes: number },
): Promise<Awaited> {
  if (!canary) return { isWell: true, says: 'This stage has no canary: nobody can tell whether runs flow.' };
  const client = new CloudWatchClient(region === undefined ? {} : { region });
  const look = async () =>
    judgeBeats(await readMinutes(client, { namePrefix, since, until: new Date() }), since);
  const verdict = await settled(look, Date.now() + waitMinutes * 60_000);
  return { isWell: verdict === 'answered', says: sentenceOf(verdict, since, waitMinutes) };
}

async function settled(look: () => Promise<BeatVerdict>, end: number): Promise<BeatVerdict> {
  for (;;) {
    const verdict = await look();
    const left = end - Date.now();
    if (verdict !== 'waiting' || left <= 0) return verdict;
    await sleep(Math.min(EVERY_MS, left));
  }
}

function sentenceOf(verdict: BeatVerdict, since: Date, waitMinutes: number): string {
  const sent = `that was sent after ${since.toISOString()}`;
  if (verdict === 'answered') return `A heartbeat ${sent} was answered right: runs flow.`;
  const what =
    verdict === 'failed'
      ? 'The canary failed, or found something open'
      : `No heartbeat ${sent} was answered within ${waitMinutes} minutes`;
  return `${what}: read docs/runbook.md on canary-failing. To go back, revert the change and deploy that; never delete She-State.`;
}
