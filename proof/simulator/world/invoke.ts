import { ExecutionFailure } from '../../../core/errors.ts';
import type { RegisteredVersion } from '../../../core/model/catalogue-entry.ts';
import type { Json } from '../../../core/model/json.ts';
import type { Invocation } from '../../../core/ports.ts';
import { askedFor, type Given, isWellMeant, type Reaction, react } from '../functions/behaviour.ts';
import type { SimulatedProcess } from './simulated-process.ts';
import type { World } from './world.ts';

interface ProcessPayload {
  readonly request: { readonly data: { readonly [property: string]: readonly Given[] } };
}

const BUNDLE_LASTS_MS = 30;

/** Invokes a simulated function: what it does begins when the request arrives. */
export async function invokeSimulated(
  world: World,
  by: SimulatedProcess,
  invocation: Invocation,
): Promise<Json> {
  const reaction = await decided(world, by, invocation);
  if (reaction.answer instanceof ExecutionFailure) throw reaction.answer;
  return reaction.answer;
}

/** The function takes its time, and the process may be gone when the answer comes. */
async function decided(world: World, by: SimulatedProcess, invocation: Invocation): Promise<Reaction> {
  const name = `invoke ${invocation.functionName} as ${invocation.tenant}`;
  const reaction = await by.call({ kind: 'function', name }, () => begin(world, by, invocation));
  return new Promise((resolve) => {
    world.scheduler.after(reaction.lastsMs, () => by.isAlive && resolve(reaction));
  });
}

async function begin(world: World, by: SimulatedProcess, invocation: Invocation): Promise<Reaction> {
  const [pda = '', functionId = '', epoch = ''] = invocation.tenant.split('|');
  const isBundle = invocation.functionName.endsWith('-bundle');
  const entry = versionOf(world, functionId, invocation.qualifier);
  if (!entry) return { answer: new ExecutionFailure('FUNCTION_NOT_READY'), lastsMs: 0 };
  const behaviour = world.behaviours.get(functionId) ?? 'well';
  const given = isBundle ? [] : Object.values((invocation.payload as ProcessPayload).request.data).flat();
  const reaction = isBundle
    ? { answer: askedFor(behaviour, entry), lastsMs: BUNDLE_LASTS_MS }
    : react(behaviour, entry, given, world.random);
  world.counts.invocations++;
  world.observe({
    ...{ kind: 'invoked', pda, functionId, by, epoch: Number(epoch), qualifier: invocation.qualifier },
    call: isBundle ? 'bundle' : 'process',
    records: given.map(({ recordId }) => recordId),
    isGood: !(reaction.answer instanceof ExecutionFailure) && isWellMeant(behaviour),
    isFickle: behaviour === 'fickle',
    lastsMs: reaction.lastsMs,
  });
  return reaction;
}

/** The code that this qualifier names: it, and not what was published since, answers. */
function versionOf(world: World, functionId: string, qualifier: string): RegisteredVersion | undefined {
  return world.versions.get(`${functionId} ${qualifier}`);
}
