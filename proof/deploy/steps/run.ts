import { randomUUID } from 'node:crypto';
import { EngineError } from '../../../core/errors.ts';
import { asOwner, type Run, runsOf } from '../owner.ts';
import { FUNCTION, READS, WRITES } from '../registry-copy.ts';
import { type Stage, she } from '../stage.ts';
import { until } from '../until.ts';
import type { Step } from './step.ts';

/** From an event to the record that was derived; with processes that start, seconds. */
const RUNS_WITHIN = 90;

/** `she pda add`, as an operator does it. */
export const registerPda: Step = {
  name: 'register a PDA',
  run: async (stage) => {
    const { pda, url } = stage.pda;
    const token = await stage.pda.engineToken();
    const said = await she(
      stage,
      ['pda', 'add', pda, '--url', url, '--token-file', '-', ...at(stage)],
      token,
    );
    const listed = await she(stage, ['pda', 'list', ...at(stage)]);
    if (!listed.includes(pda)) throw new EngineError(`"she pda list" does not show ${pda}:\n${listed}`);
    return said.trim().split('\n').join(' ');
  },
};

/** The owner asks what there is, and enables a function. */
export const enable: Step = {
  name: 'the owner enables a function',
  run: async (stage) => {
    await asOwner(stage, `function/${FUNCTION}/enable`, 'POST');
    const { status } = await asOwner<{ status: { enabled: boolean } }>(stage, `function/${FUNCTION}`);
    if (!status.enabled) throw new EngineError(`${FUNCTION} is not enabled.`);
    return FUNCTION;
  },
};

/** What the owner saves is told over EventBridge, worked on, and comes back. */
export const firstRun: Step = {
  name: 'a data event becomes a derived record',
  run: (stage) => runBy(stage, '1.0.0'),
};

/**
 * Saves records until the function has derived one by the version that is meant: the engine knows of another one within
 * 20 s, and whoever saves before is served by the former.
 */
export function runBy(stage: Stage, version: string): Promise<string> {
  return until(`a run of ${version}`, RUNS_WITHIN, () => runOnce(stage, version));
}

async function runOnce(stage: Stage, version: string): Promise<string | undefined> {
  const before = (await stage.pda.records(WRITES)).length;
  const begun = Date.now();
  const created = new Date(begun).toISOString();
  await stage.pda.save(READS, {
    id: randomUUID(),
    message: 'What a day!',
    created_time: created,
    kind: 'note',
  });
  await until('the derived record', RUNS_WITHIN, async () =>
    (await stage.pda.records(WRITES)).length > before ? true : undefined,
  );
  const seconds = ((Date.now() - begun) / 1000).toFixed(1);
  const run = await until('its record', RUNS_WITHIN, async () => ended(await runsOf(stage), begun));
  return run.version === version
    ? `after ${seconds} s; ${run.functionId} ${run.version} ${run.status}`
    : undefined;
}

/** The run that began since. @throws EngineError when it failed */
function ended(runs: readonly Run[], since: number): Run | undefined {
  const latest = runs.find(
    (run) =>
      run.functionId === FUNCTION && run.status !== 'running' && new Date(run.startedAt).getTime() >= since,
  );
  if (latest?.errorCode !== undefined)
    throw new EngineError(`The run of ${latest.version} ended as ${latest.errorCode}.`);
  return latest;
}

/** Options that name the stage. */
export const at = ({ name }: Stage): readonly string[] => ['--stage', name];
