import type { LambdaClient } from '@aws-sdk/client-lambda';
import { ExecutionFailure } from '../../../core/errors.ts';
import type { SimulatedProcess } from '../../simulator/world/simulated-process.ts';
import type { Observed } from '../observe/recorder.ts';
import type { Reaction } from '../private/functions.ts';
import { type LambdaCall, lambdaClient } from './clients.ts';
import type { PairPlay } from './pair-play.ts';
import type { RunClock } from './run-clock.ts';

/** Lambda, as one process of the engine calls it. */
export function invokerOf(
  play: PairPlay,
  by: SimulatedProcess,
  { see, clock }: { readonly see: (seen: Omit<Observed, 'by'>) => void; readonly clock: RunClock },
): LambdaClient {
  const { world, functions } = play;
  const begin = async (call: LambdaCall): Promise<Reaction> => {
    const { functionName, tenant, payload } = call;
    const isBundle = functionName.endsWith('-bundle');
    const entry = world.catalogue.releases.get(functionName.replace(/^she-|-bundle$/g, ''))?.stable;
    if (!entry) throw new ExecutionFailure('FUNCTION_NOT_READY');
    const environment = `${functionName} ${tenant}`;
    const reaction = functions.react({ entry, isBundle, environment, payload });
    const { answer, lastsMs, lateMs, ending } = reaction;
    const metrics = { functionName, durationMs: lastsMs + lateMs, ending, isError: 'error' in answer };
    see({ channel: 'Lambda metrics', about: play.personOfTenant(tenant), body: metrics });
    return reaction;
  };
  const invoke = async (call: LambdaCall) => {
    const name = `invoke ${call.functionName}`;
    const { answer, lastsMs, lateMs } = await by.call({ kind: 'function', name }, () => begin(call));
    await new Promise<void>((resolve) => world.scheduler.after(lastsMs, () => by.isAlive && resolve()));
    clock.answered(lateMs);
    return answer;
  };
  return lambdaClient(
    (body) => see({ channel: 'invocations', about: play.personOf(play.names.of(by.name)), body }),
    invoke,
  );
}
