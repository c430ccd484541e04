import { setTimeout as sleep } from 'node:timers/promises';
import type { ExecutionRecord } from '../../core/model/execution-record.ts';
import { check } from './check.ts';
import { COUNTER, type History, type Silence, TRACKER, type Violation } from './history.ts';
import { type DataRecord, FEEDS, type FunctionId, type Person } from './person.ts';

/**
 * Longest that work may take which nothing stands in the way of: a request that got lost is sent again after a
 * minute, and a fault that is nobody's pauses a run for half of one.
 */
const LONGEST_REST_MS = 120_000;
const LOOK_AGAIN_MS = 200;
const PAGE = 1000;

export interface Rest {
  readonly histories: readonly History[];
  readonly violations: readonly Violation[];
}

/** Waits until every promise is kept. @returns those that were not when time was up */
export async function comeToRest(people: readonly Person[], signal: AbortSignal): Promise<Rest> {
  const giveUpAt = Date.now() + LONGEST_REST_MS;
  for (;;) {
    const histories = (await Promise.all(people.map(observe))).filter((history) => history !== undefined);
    const violations = histories.flatMap(check);
    const isQuiet = histories.length === people.length && violations.length === 0;
    if (isQuiet || Date.now() > giveUpAt || signal.aborted) return { histories, violations };
    await sleep(LOOK_AGAIN_MS);
  }
}

/** Asks for all that the wire tells about a person. @returns undefined when something was not answered */
async function observe(person: Person): Promise<History | undefined> {
  const executions = await allExecutions(person);
  const [derived, counted, ...feeds] = await Promise.all([
    person.derivedBy(TRACKER),
    person.derivedBy(COUNTER),
    ...FEEDS.map((feed) => person.records(`data/${feed}`)),
  ]);
  if (!executions || !derived || !counted) return undefined;
  if (feeds.includes(undefined)) return undefined;
  return {
    person: person.name,
    ...{ saves: person.saves, triggers: person.triggers, oddAnswers: person.oddAnswers },
    silences: [...person.silences, ...goingOn(person, { [TRACKER]: derived, [COUNTER]: counted })],
    stored: feeds.flatMap((records = []) => records.map(({ data }) => String(data.text ?? data.message))),
    derived: derived.map(({ recordId, data }) => ({ recordId, text: String(data.text) })),
    counted: counted.map(({ recordId, data }) => ({ recordId, records: sum(data.counters as object) })),
    executions,
    isOwed: person.functions[TRACKER].enabled === true && person.functions[TRACKER].isOwed,
    isCountedOnce: !person.mayRunOverEverything(COUNTER),
  };
}

async function allExecutions(person: Person): Promise<readonly ExecutionRecord[] | undefined> {
  const all: ExecutionRecord[] = [];
  for (;;) {
    const path = `she/execution?skip=${all.length}&take=${PAGE}`;
    const answer = await person.client.get(path);
    if (!person.knows(path, answer, 200)) return undefined;
    const page = answer.body as unknown as readonly ExecutionRecord[];
    all.push(...page);
    if (page.length < PAGE) return all;
  }
}

/** Functions that are disabled at this moment. */
function goingOn(person: Person, derived: Readonly<Record<FunctionId, readonly DataRecord[]>>): Silence[] {
  return Object.entries(person.functions).flatMap(([functionId, { silence }]) => {
    if (!silence?.before) return [];
    const after = derived[functionId as FunctionId].map(({ recordId }) => recordId);
    return [{ functionId, from: silence.from, to: Date.now(), before: silence.before, after }];
  });
}

const sum = (counters: object) =>
  Object.values(counters).reduce((total: number, count) => total + Number(count), 0);
