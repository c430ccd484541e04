import {
  ANSWERS,
  CANARY_FUNCTION,
  type CanaryItem,
  HEARTBEATS,
  UNBORN,
  withRecords,
} from '../../core/canary/canary-item.ts';
import { echoOf } from '../../core/canary/heartbeat.ts';
import { NOW, uuid } from './builders.ts';

export const minutesAgo = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);

/** The canary with a heartbeat more, saved so many minutes ago. Its nonce is its number. */
export function withHeartbeat(item: CanaryItem, number: number, minutes: number): CanaryItem {
  const record = { recordId: uuid(number), endpoint: HEARTBEATS, data: { nonce: `${number}` }, chain: [] };
  return withRecords({ ...item, agreedAt: NOW.toISOString() }, [record], minutesAgo(minutes));
}

/** The canary with an answer more, to the heartbeat of that number. */
export function withAnswer(
  item: CanaryItem,
  number: number,
  { echo = echoOf(`${number}`), breaches = [] as readonly string[], chain = [CANARY_FUNCTION] } = {},
): CanaryItem {
  const data = { heartbeat: uuid(number), echo, breaches };
  const recordId = uuid(1000 + item.places);
  return withRecords(item, [{ recordId, endpoint: ANSWERS, data, chain: [...chain] }], NOW);
}

/** A canary with heartbeats of these ages, in minutes, oldest first; nothing has come back. */
export function aCanary(...ages: readonly number[]): CanaryItem {
  return ages.reduce((item, age, index) => withHeartbeat(item, index + 1, age), UNBORN);
}
