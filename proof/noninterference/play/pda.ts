import { SqsWorkQueues } from '../../../adapters/sqs/work-queues.ts';
import { ExecutionFailure } from '../../../core/errors.ts';
import type { DataEvent } from '../../../core/model/data-event.ts';
import { jsonBytes } from '../../../core/model/json.ts';
import type { GroupPseudonyms, Pda, WindowPage, WindowQuery } from '../../../core/ports.ts';
import type { SimulatedPda } from '../../simulator/world/simulated-pda.ts';
import type { SimulatedProcess } from '../../simulator/world/simulated-process.ts';
import { queueClient } from './clients.ts';
import type { PairPlay } from './pair-play.ts';

/** A PDA that does not answer to a read for this long counts as unreachable. */
const READ_PATIENCE_MS = 30_000;

/** The simulator's PDAs behind filters, and what can be seen of requests to them. */
export function pdaOf(play: PairPlay, by: SimulatedProcess): Pda {
  const { world } = play;
  const nextPages = new Map<string, string | undefined>();
  const traffic = (about: string, body: unknown) =>
    play.see({ channel: 'PDA traffic', about, by: play.names.of(by.name), body });
  const ask = <T>(name: string, withinMs: number, effect: () => T) =>
    by.call({ kind: 'pda', name, withinMs }, effect);
  return {
    readWindow: async (query) => {
      const name = `pda.read ${query.pda}/${query.functionId}`;
      const read = () => readMatching(world.pda(query.pda), query);
      // More pages take no time: how many there are is private, and all the time a run takes is the function's.
      const isNextPage = query.after !== undefined && nextPages.get(name) === query.after;
      const page = isNextPage ? read() : await ask(name, READ_PATIENCE_MS, read);
      if (!isNextPage) traffic(query.pda, { read: query.functionId, ...sizeOf(world.pda(query.pda), query) });
      nextPages.set(name, page.next);
      return page;
    },
    hasRecord: (pda, id) => ask(`pda.has ${pda}`, READ_PATIENCE_MS, () => world.pda(pda).hasRecord(id)),
    writeDerived: async (batch) => {
      const { pda, functionId, records, executionId, fence, deadline } = batch;
      const envelope = { written: functionId, executionId, fence, deadline };
      traffic(pda, { ...envelope, records: records.length, writtenBytes: jsonBytes(records) });
      const withinMs = deadline.getTime() - world.now.getTime();
      if (withinMs <= 0) throw new ExecutionFailure('PDA_UNREACHABLE');
      return ask(`pda.write ${pda}/${functionId}`, withinMs, () =>
        play.tell(world.pda(pda).writeDerived(world.now, batch)),
      );
    },
  };
}

/** How much of a window travels, over all its pages. */
function sizeOf(pda: SimulatedPda, query: WindowQuery) {
  let [pages, rows, bytes] = [0, 0, 0];
  for (let after = query.after; pages === 0 || after !== undefined; ) {
    const page = readMatching(pda, { ...query, after });
    pages++;
    rows += page.rows.length;
    bytes += jsonBytes(page.rows);
    after = page.next;
  }
  return { pages, rows, bytes };
}

/** A filter keeps back what does not match it; it was read on the way all the same. */
function readMatching(pda: SimulatedPda, query: WindowQuery): WindowPage {
  const page = pda.readWindow(query);
  const matches = (data: unknown) => (data as { readonly matches?: string }).matches !== 'no';
  return { ...page, rows: page.rows.filter(({ item }) => matches(item.data)) };
}

/** Sends data events as PDAs do. */
export function eventSender(groups: GroupPseudonyms, see: PairPlay['see']) {
  const client = queueClient('data events queue', (seen) => see({ ...seen, by: `PDA ${seen.about}` }));
  const queues = new SqsWorkQueues(client, { 'data-events': 'data-events', executions: 'executions' });
  return (event: DataEvent) =>
    queues.send({ queue: 'data-events', body: JSON.stringify(event), group: groups.group(event.pda) });
}
