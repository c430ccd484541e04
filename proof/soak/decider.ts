import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../../local/sample/random.ts';
import type { TriggerAnswer } from './history.ts';
import type { Answer } from './pda-client.ts';
import type { FunctionId, Person } from './person.ts';
import type { Load } from './writer.ts';

const LONGEST_PAUSE_MS = 200;
const OVER_EVERYTHING = 0.06;

/** Enables, disables and triggers one function until the load is over. */
export async function decide(
  { person, functionId }: { person: Person; functionId: FunctionId },
  random: Random,
  load: Load,
): Promise<void> {
  const view = person.functions[functionId];
  const unwaited: Promise<unknown>[] = [];
  const useAll = () => random.chance(OVER_EVERYTHING) && person.mayRunOverEverything(functionId);
  while (!load.isOver && view.enabled !== undefined) {
    const dice = random.next();
    if (view.enabled && dice < 0.15) await disable(person, functionId);
    else if (view.enabled && dice < 0.3) unwaited.push(trigger(person, functionId, useAll()));
    else if (view.enabled && dice < 0.6) await trigger(person, functionId, useAll());
    else if (view.enabled ? dice < 0.7 : dice < 0.6) await enable(person, functionId);
    else if (!view.enabled && dice < 0.8) await triggerDisabled(person, functionId);
    await sleep(random.between(0, LONGEST_PAUSE_MS));
  }
  await Promise.all(unwaited);
}

/** Enables a function; whatever silence there was ends before. */
export async function enable(person: Person, functionId: FunctionId): Promise<void> {
  const view = person.functions[functionId];
  if (!(await person.endSilence(functionId))) return;
  const wasEnabled = view.enabled;
  if (!wasEnabled) Object.assign(view, { enabled: undefined, decisions: view.decisions + 1 });
  const path = `she/function/${functionId}/enable`;
  if (!person.knows(path, await person.client.post(path, null), 200)) return;
  if (!wasEnabled) Object.assign(view, { enabled: true, silence: undefined, isOwed: false });
}

/** Disables a function until it is answered that it is done, and notes what it has derived by then. */
async function disable(person: Person, functionId: FunctionId): Promise<void> {
  const view = person.functions[functionId];
  Object.assign(view, { enabled: undefined, decisions: view.decisions + 1 });
  const path = `she/function/${functionId}/disable`;
  let answer: Answer | undefined;
  do answer = await person.client.post(path, null);
  while (answer?.status === 202);
  if (!person.knows(path, answer, 200)) return;
  Object.assign(view, { enabled: false, silence: { from: Date.now() }, isOwed: false });
  await person.listen(functionId);
}

/** Triggers a function that is enabled, though a disable may overtake it. */
export async function trigger(person: Person, functionId: FunctionId, useAll: boolean): Promise<void> {
  const path = `she/function/${functionId}/trigger?useAll=${useAll}`;
  const sent: Person['triggers'][number] = { functionId, useAll, sentAt: Date.now() };
  person.triggers.push(sent);
  const answer = await person.client.post(path, null);
  if (answer && isOvertaken(answer)) return;
  if (person.knows(path, answer, 200, 202)) sent.answer = readAnswer(answer);
}

async function triggerDisabled(person: Person, functionId: FunctionId): Promise<void> {
  const path = `she/function/${functionId}/trigger`;
  person.knows(path, await person.client.post(path, null), 400);
}

/** The owner withdrew consent while the trigger waited. */
function isOvertaken({ status, body }: Answer): boolean {
  const { message, details } = body as { message?: string; details?: readonly string[] };
  if (status === 400) return message === 'Function Not Enabled';
  return status === 500 && message === 'Function Execution Failed' && details?.[0] === 'DISABLED';
}

function readAnswer({ status, body }: Answer): TriggerAnswer {
  if (status === 200) return { kind: 'ended', at: Date.now() };
  return { kind: 'started', executionId: (body as { executionId: string }).executionId };
}
