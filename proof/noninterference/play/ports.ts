import { EventBridgeOutcomePublisher } from '../../../adapters/eventbridge/outcome-publisher.ts';
import { LambdaInvoker } from '../../../adapters/lambda/lambda-invoker.ts';
import { SqsDeadLetters } from '../../../adapters/sqs/dead-letters.ts';
import { SqsGroupedQueue } from '../../../adapters/sqs/grouped-queue.ts';
import { derivedRecordId } from '../../../core/execute/record-id.ts';
import type { ExecutionRequest } from '../../../core/model/execution-request.ts';
import { loggable } from '../../../core/model/log-entry.ts';
import type { EngineLog, NewLetter, OutputSchemas, StatusStore } from '../../../core/ports.ts';
import { describeError } from '../../../lambdas/shared/describe-error.ts';
import { tellingExecutions, tellingLetters } from '../../../lambdas/shared/telling.ts';
import { portsOf as simulatedPorts } from '../../simulator/world/ports.ts';
import type { SimulatedProcess } from '../../simulator/world/simulated-process.ts';
import { slotsOf } from '../../simulator/world/slots.ts';
import type { Kind } from '../kinds.ts';
import { watched } from '../observe/port-calls.ts';
import type { Observed } from '../observe/recorder.ts';
import { inTicks } from '../private/private-time.ts';
import { busClient, queueClient } from './clients.ts';
import type { EnginePorts } from './engine-ports.ts';
import { invokerOf } from './invoker.ts';
import type { PairPlay } from './pair-play.ts';
import { pdaOf } from './pda.ts';
import { RunClock } from './run-clock.ts';

/** Everything the engine asks for, as one process of it gets it: the simulator's stores, and adapters of its own. */
export function portsOf(play: PairPlay, by: SimulatedProcess): EnginePorts {
  const base = simulatedPorts(play.world, by);
  const name = play.names.of(by.name);
  const see = (seen: Omit<Observed, 'by'>) => play.see({ ...seen, by: name });
  const about = play.personOf(name);
  const clock = new RunClock(play);
  const log: EngineLog = {
    tell: (event, fields) => see({ channel: 'log', about, body: { event, ...loggable(fields) } }),
    internalError: (executionId, error) => {
      see({ channel: 'log', about, body: { executionId, ...describeError(error) } });
      base.log.internalError(executionId, error);
    },
  };
  const ports: EnginePorts = {
    ...base,
    statuses: inOrder(base.statuses, play.kind),
    ...slotsOf(play.slotsOf(about), by),
    executions: tellingExecutions(base.executions, log, play.groups),
    log,
    ...{ pda: pdaOf(play, by, clock), schemas, ...senders(play, by, { see, about, log }) },
    invoker: new LambdaInvoker(invokerOf(play, by, { see, clock }), { sealed: true }),
    ...{ tenants: play.tenants, groups: play.groups },
    now: clock.now,
    newId: () => derivedRecordId({ id: name, part: 0 }, play.streams.count(`id ${name}`)),
    random: () => inHalves(play.kind, play.streams.next(`random ${name}`).next()),
  };
  const observed = watched(ports, ({ channel, body }) => {
    const { pda = about } = body as { readonly pda?: string };
    see({ channel, body, about: pda });
  });
  const leaking = play.leak?.(observed, play) ?? observed;
  return { ...leaking, tenants: play.known(leaking.tenants) };
}

function senders(
  play: PairPlay,
  by: SimulatedProcess,
  { see, about, log }: { see: (seen: Omit<Observed, 'by'>) => void; about: string; log: EngineLog },
): Pick<EnginePorts, 'queue' | 'deadLetters' | 'malformed' | 'outcomes'> {
  const { groups } = play;
  const queue = new SqsGroupedQueue(queueClient('executions queue', see), 'executions', groups);
  const letters = new SqsDeadLetters(queueClient('dead letters', see), 'dead-letters');
  const bus = busClient((body) => see({ channel: 'event bus', about, body }));
  const publisher = new EventBridgeOutcomePublisher(bus, 'outcomes', groups);
  const put = async (letter: NewLetter) => {
    await letters.put(letter);
    await by.call({ kind: 'queue', name: 'letters.put' }, () => {});
  };
  return {
    deadLetters: tellingLetters({ put }, 'executions', log),
    malformed: tellingLetters({ put }, 'data-events', log),
    queue: {
      send: async (requests: readonly ExecutionRequest[], delayMs?: number) => {
        await queue.send(requests, delayMs);
        await by.call({ kind: 'queue', name: 'queue.send' }, () => {
          for (const request of requests) play.queues.of('executions', request.pda).send(request, delayMs);
        });
      },
    },
    outcomes: {
      publish: async (outcome) => {
        await publisher.publish(outcome);
        await by.call({ kind: 'outcomes', name: 'publish' }, () => {});
      },
    },
  };
}

/** Pauses of whole ticks in `times`: otherwise what is private of a time could show in when the pause is over. */
const inHalves = (kind: Kind, random: number): number =>
  kind === 'times' ? Math.floor(2 * random) / 2 : random;

/** Functions choose whether what they derive is as their schema says. */
const schemas: OutputSchemas = {
  check: async (_schema, records) => {
    const valid = !records.some((record) => JSON.stringify(record).includes('isAgainstTheSchema'));
    return { valid, freeTexts: new Set() };
  },
};

/** Items due at the same moment, or in times within a tick, come in an order of their own, whatever else is due. */
function inOrder(statuses: StatusStore, kind: Kind): StatusStore {
  const key = (item: { dueAt?: string | undefined; pda: string; functionId: string }) =>
    [kind === 'times' ? inTicks(item.dueAt) : item.dueAt, item.pda, item.functionId].join(' ');
  return {
    ...statuses,
    due: async (now, limit) =>
      (await statuses.due(now, limit)).toSorted((one, other) => (key(one) < key(other) ? -1 : 1)),
  };
}
