import type { ExecutionRecord } from '../../core/model/execution-record.ts';
import { seededRandom } from '../../local/sample/random.ts';
import { ASHA, BEN, type Kind } from './kinds.ts';
import type { EnginePorts } from './play/engine-ports.ts';
import type { Leak, PairPlay } from './play/pair-play.ts';

interface Break {
  /** What must be named. */
  readonly channel: string;
  readonly leak: Leak;
  /** In which alone it can be noticed. */
  readonly kind?: Kind | undefined;
}

/** What nobody else may know: the last of her records. */
const secretOf = ({ world }: PairPlay): string => world.pda(ASHA).records.at(-1)?.data.text ?? '';

/** Little of it: no more than a digit. */
const digitOf = (play: PairPlay): number => seededRandom(secretOf(play)).between(0, 9);

/** Another `port` in place of the engine's. */
function changing<Port extends keyof EnginePorts>(
  port: Port,
  channel: string,
  change: (ports: EnginePorts, play: PairPlay) => Partial<EnginePorts[Port]>,
): Break {
  const leak: Leak = (ports, play) => {
    return { ...ports, [port]: { ...(ports[port] as object), ...change(ports, play) } };
  };
  return { channel, leak };
}

/** Engines that give something away, each in one place. */
export const LEAKS = {
  'record in a log': changing('pda', 'log', ({ pda, log }, play) => ({
    readWindow: (query) => {
      log.tell('execution claimed', { functionId: secretOf(play).slice(0, 20) });
      return pda.readWindow(query);
    },
  })),
  'exact count in a log': changing('executions', 'log', ({ executions, log }) => ({
    put: (record, fence) => {
      log.tell('execution recorded', { version: `0.0.${record.bytesOut}` });
      return executions.put(record, fence);
    },
  })),
  'exact size on the bus': changing('outcomes', 'event bus', ({ outcomes }, play) => ({
    publish: (outcome) => {
      const { bytesOut } = play.world.executions.all.at(-1) as ExecutionRecord;
      return outcomes.publish({ ...outcome, bytesOut } as typeof outcome);
    },
  })),
  'exact duration in a log': {
    ...changing('executions', 'log', ({ executions, log }) => ({
      put: (record, fence) => {
        log.tell('execution recorded', { version: `0.0.${record.durationMs}` });
        return executions.put(record, fence);
      },
    })),
    kind: 'times',
  },
  'exact duration on the bus': {
    ...changing('outcomes', 'event bus', ({ outcomes }, play) => ({
      publish: (outcome) => {
        const { durationMs } = play.world.executions.all.at(-1) as ExecutionRecord;
        return outcomes.publish({ ...outcome, durationMs } as typeof outcome);
      },
    })),
    kind: 'times',
  },
  'tenant by what was read': changing('tenants', 'invocations', ({ tenants }, play) => ({
    tenant: (pda, functionId, epoch) => tenants.tenant(pda, functionId, epoch + digitOf(play)),
  })),
  'pause by what was read': changing('statuses', 'status table', ({ statuses }, play) => ({
    replace: (next) => {
      const { notBefore } = next;
      const longer = notBefore && new Date(new Date(notBefore).getTime() + digitOf(play) * 1000);
      return statuses.replace({ ...next, ...(longer ? { notBefore: longer.toISOString() } : {}) });
    },
  })),
  'count in a request': changing('queue', 'executions queue', ({ queue }, play) => ({
    send: (requests, delayMs) => {
      const records = play.world.pda(ASHA).records.length;
      return queue.send(
        requests.map((request) => ({ ...request, records })),
        delayMs,
      );
    },
  })),
  'delay of a request': changing('queue', 'executions queue', ({ queue }, play) => ({
    send: (requests, delayMs = 0) => queue.send(requests, delayMs + digitOf(play) * 1000),
  })),
  'a code of its own': changing('executions', 'execution table', ({ executions }, play) => ({
    put: (record, fence) => {
      const errorCode = digitOf(play) < 5 ? 'PDA_REFUSED' : 'INTERNAL';
      return executions.put(record.errorCode ? { ...record, errorCode } : record, fence);
    },
  })),
  'a letter that quotes': changing('deadLetters', 'dead letters', ({ deadLetters }, play) => ({
    put: (letter) => deadLetters.put({ ...letter, reason: `${letter.reason} ${secretOf(play)}` }),
  })),
  'one look more': changing('pda', 'port calls', ({ pda, statuses }, play) => ({
    readWindow: async (query) => {
      if (digitOf(play) % 2 === 1) await statuses.find(query.pda, query.functionId);
      return pda.readWindow(query);
    },
  })),
  'time by what was read': changing('schemas', 'port calls', ({ schemas, sleep }, play) => ({
    check: async (schema, records) => {
      await sleep(digitOf(play));
      return schemas.check(schema, records);
    },
  })),
  "somebody else's runs": changing('executions', 'API replies to others', ({ executions }) => ({
    ofPda: async (pda, page) => {
      const hers = pda === BEN ? await executions.ofPda(ASHA, page) : [];
      return [...(await executions.ofPda(pda, page)), ...hers];
    },
  })),
  'an id that tells': changing('executions', 'execution table', ({ executions }, play) => ({
    put: (record, fence) => {
      const executionId = record.executionId.slice(0, -1) + digitOf(play);
      return executions.put({ ...record, executionId }, fence);
    },
  })),
} as const satisfies Record<string, Break>;

export type BreakName = keyof typeof LEAKS;
export const BREAK_NAMES = Object.keys(LEAKS) as readonly BreakName[];
