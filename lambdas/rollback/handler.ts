import { InvalidInput } from '../../core/errors.ts';
import { returnCandidate } from '../../core/manage/release.ts';
import { updateReleases } from '../../core/manage/update-releases.ts';
import type { Clock, EngineLog, ReleaseStore } from '../../core/ports.ts';
import { alarmEventSchema } from './alarm-event.ts';

export interface RollbackDeps {
  readonly releases: Pick<ReleaseStore, 'find' | 'replace'>;
  readonly log: EngineLog;
  readonly now: Clock;
}

/** Gives every PDA the former version again when runs of a new one fail; told twice, it does so once. */
export function createRollbackHandler({ releases, log, now }: RollbackDeps) {
  return async (event: unknown): Promise<void> => {
    const { functionId, version } = readAlarm(event);
    let isReturned = false;
    await updateReleases(releases, functionId, (before) => {
      const after = before && returnCandidate(before, version, now());
      isReturned = after !== before;
      return after;
    });
    if (isReturned) log.tell('candidate returned', { functionId, version });
  };
}

function readAlarm(event: unknown): { readonly functionId: string; readonly version: string } {
  const read = alarmEventSchema.safeParse(event);
  const metric = read.data?.detail.configuration.metrics[0]?.metricStat.metric;
  if (metric) return { functionId: metric.dimensions.FunctionId, version: metric.dimensions.Version };
  const problems = read.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
  throw new InvalidInput('Alarm event', problems);
}
