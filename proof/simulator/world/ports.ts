import type { ReconcileDeps } from '../../../core/dispatch/reconcile.ts';
import { ExecutionFailure } from '../../../core/errors.ts';
import type { ExecutorDeps } from '../../../core/execute/deps.ts';
import type { ManagementDeps } from '../../../core/manage/deps.ts';
import type { DispatcherHandlerDeps } from '../../../lambdas/dispatcher/handler.ts';
import type { CallKind } from '../faults/faults.ts';
import { invokeSimulated } from './invoke.ts';
import type { SimulatedProcess } from './simulated-process.ts';
import { slotsOf } from './slots.ts';
import type { World } from './world.ts';

/** A PDA that does not answer to a read for this long counts as unreachable. */
const READ_PATIENCE_MS = 30_000;

/** Everything the engine asks for, as one process of it gets it. */
export function portsOf(
  world: World,
  by: SimulatedProcess,
): ExecutorDeps & DispatcherHandlerDeps & ManagementDeps & ReconcileDeps {
  const table = <T>(kind: CallKind, name: string, effect: () => T | Promise<T>) =>
    by.call({ kind, name }, effect);
  return {
    ...stores(world, by),
    ...slotsOf(world, by),
    queue: {
      send: (requests, delayMs) =>
        table(
          'queue',
          `queue.send ${requests.map((one) => `${one.pda}/${one.functionId}`).join(' ')}`,
          () => {
            for (const request of requests) world.requests.send(request, delayMs);
          },
        ),
    },
    backlog: { waiting: () => table('queue', 'queue.waiting', () => world.requests.waiting) },
    deadLetters: { put: (letter) => table('queue', 'letters.put', () => void world.letters.push(letter)) },
    malformed: { put: (letter) => table('queue', 'malformed.put', () => void world.letters.push(letter)) },
    outcomes: {
      publish: (outcome) => table('outcomes', 'publish', () => void world.published.push(outcome)),
    },
    invoker: { sealed: true, invoke: (call) => invokeSimulated(world, by, call) },
    pda: pda(world, by),
    tenants: { tenant: (...parts) => parts.join('|') },
    groups: { group: (name) => name },
    schemas: { check: async () => ({ valid: true, freeTexts: new Set() }) },
    log: { tell: () => {}, internalError: (_id, error) => world.notice(by.name, error) },
    sealed: true,
    now: () => world.now,
    newId: () => world.newId(),
    random: () => world.random.next(),
    forget: async () => {},
    sleep: (milliseconds) =>
      new Promise((resolve) => world.scheduler.after(milliseconds, () => by.isAlive && resolve())),
  };
}

function stores(
  world: World,
  by: SimulatedProcess,
): Pick<ExecutorDeps, 'statuses' | 'executions' | 'catalogue'> {
  const { statuses, executions } = world;
  const catalogue = world.catalogueOf(by);
  const ask = <T>(kind: CallKind, name: string, effect: () => T | Promise<T>) =>
    by.call({ kind, name }, effect);
  return {
    statuses: {
      find: (pda, id) => ask('status', `status.find ${pda}/${id}`, () => statuses.find(pda, id)),
      ofPda: (pda) => ask('status', `status.ofPda ${pda}`, () => statuses.ofPda(pda)),
      due: (now, limit) => ask('status', 'status.due', () => statuses.due(now, limit)),
      replace: (after) =>
        ask('status', `status.replace ${after.pda}/${after.functionId} ${stateOf(after)}`, async () => {
          const before = await statuses.find(after.pda, after.functionId);
          const isStored = await statuses.replace(after);
          if (isStored) world.observe({ kind: 'changed', before, after, by });
          return isStored;
        }),
    },
    executions: {
      put: (record, fence) =>
        ask('table', `executions.put ${record.executionId.slice(-4)} ${record.status}`, () =>
          executions.put(record, fence),
        ),
      ofPda: (pda, page) => ask('table', `executions.ofPda ${pda}`, () => executions.ofPda(pda, page)),
    },
    catalogue: {
      all: (pda) => ask('table', 'catalogue.all', () => catalogue.all(pda)),
      find: (id, pda) => ask('table', `catalogue.find ${id}`, () => catalogue.find(id, pda)),
    },
  };
}

function pda(world: World, by: SimulatedProcess): ExecutorDeps['pda'] {
  const ask = <T>(of: string, name: string, withinMs: number, effect: () => T | Promise<T>) =>
    by.call({ kind: 'pda', name, withinMs, goesElsewhere: world.isElsewhere(of) }, effect);
  return {
    readWindow: (query) =>
      ask(
        query.pda,
        `pda.read ${query.pda}/${query.functionId} (${query.after ?? 0}, ${query.until ?? ''}]`,
        READ_PATIENCE_MS,
        () => {
          const page = world.pda(query.pda).readWindow(query);
          const { pda, functionId } = query;
          const records = page.rows.flatMap(({ item }) => item.recordId ?? []);
          world.observe({ kind: 'read', pda, functionId, records });
          return page;
        },
      ),
    hasRecord: (name, id) =>
      ask(name, `pda.has ${name}`, READ_PATIENCE_MS, () => world.pda(name).hasRecord(id)),
    writeDerived: async (batch) => {
      const { pda, functionId, executionId, fence } = batch;
      const withinMs = batch.deadline.getTime() - world.now.getTime();
      if (withinMs <= 0) throw new ExecutionFailure('PDA_UNREACHABLE');
      return ask(pda, `pda.write ${pda}/${functionId} ${batch.records.length}`, withinMs, () => {
        const store = world.pda(pda);
        const known = store.records.length;
        const event = store.writeDerived(world.now, batch);
        world.observe({
          kind: 'written',
          pda,
          functionId,
          executionId,
          fence,
          records: store.records.slice(known),
        });
        world.tell(event);
      });
    },
  };
}

/** For the trace. */
function stateOf(status: {
  enabled: boolean;
  epoch: number;
  dirty: boolean;
  lease?: { phase: string } | undefined;
}) {
  const { enabled, epoch, dirty, lease } = status;
  return `${enabled ? 'on' : 'off'} epoch ${epoch} ${lease?.phase ?? 'free'}${dirty ? ' dirty' : ''}`;
}
