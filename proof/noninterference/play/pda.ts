import { ExecutionFailure } from '../../../core/errors.ts';
import { jsonBytes } from '../../../core/model/json.ts';
import type { Pda, WindowPage, WindowQuery } from '../../../core/ports.ts';
import type { SimulatedPda } from '../../simulator/world/simulated-pda.ts';
import type { SimulatedProcess } from '../../simulator/world/simulated-process.ts';
import type { PairPlay } from './pair-play.ts';
import type { RunClock } from './run-clock.ts';

/** A PDA that does not answer to a read for this long counts as unreachable. */
const READ_PATIENCE_MS = 30_000;

/** The simulator's PDAs behind filters, and what can be seen of requests to them. */
export function pdaOf(play: PairPlay, by: SimulatedProcess, clock: RunClock): Pda {
  const { world, kind } = play;
  const traffic = (about: string, body: unknown) =>
    play.see({ channel: 'PDA traffic', about, by: play.names.of(by.name), body });
  const ask = <T>(name: string, withinMs: number, effect: () => T) =>
    by.call({ kind: 'pda', name, withinMs }, effect);
  return {
    readWindow: (query) =>
      ask(`pda.read ${query.pda}/${query.functionId}`, READ_PATIENCE_MS, () => {
        // How many pages there are is private, and each takes its time: in one, all plays take the same.
        const read = kind === 'signals' ? readAll : readMatching;
        const page = read(world.pda(query.pda), query);
        const size = { rows: page.rows.length, bytes: jsonBytes(page.rows), isLast: page.next === undefined };
        traffic(query.pda, { read: query.functionId, ...size });
        return page;
      }),
    hasRecord: (pda, id) => ask(`pda.has ${pda}`, READ_PATIENCE_MS, () => world.pda(pda).hasRecord(id)),
    writeDerived: async (batch) => {
      const { pda, functionId, records, executionId, fence, deadline } = batch;
      const envelope = { written: functionId, executionId, fence, deadline };
      traffic(pda, { ...envelope, records: records.length, writtenBytes: jsonBytes(records) });
      const withinMs = deadline.getTime() - clock.now().getTime();
      if (withinMs <= 0) throw new ExecutionFailure('PDA_UNREACHABLE');
      return ask(`pda.write ${pda}/${functionId}`, withinMs, () =>
        play.tell(world.pda(pda).writeDerived(world.now, batch)),
      );
    },
  };
}

/** A filter keeps back what does not match it; it was read on the way all the same. */
function readMatching(pda: SimulatedPda, query: WindowQuery): WindowPage {
  const page = pda.readWindow(query);
  const matches = (data: unknown) => (data as { readonly matches?: string }).matches !== 'no';
  return { ...page, rows: page.rows.filter(({ item }) => matches(item.data)) };
}

/** The whole window as one page. */
function readAll(pda: SimulatedPda, query: WindowQuery): WindowPage {
  const { asOf, rows, next } = readMatching(pda, query);
  if (next === undefined) return { asOf, rows };
  return { asOf, rows: [...rows, ...readAll(pda, { ...query, after: next, until: asOf }).rows] };
}
