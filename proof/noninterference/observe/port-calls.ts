import type { Channel } from './channels.ts';
import type { Observed } from './recorder.ts';

interface PortCall {
  readonly channel: Channel;
  /** What of its arguments is seen. */
  readonly body: (...args: readonly never[]) => unknown;
}

const keys: PortCall = { channel: 'port calls', body: (...args) => args };

/** Every call of a port that an observer sees, and what of it. */
const PORT_CALLS: { readonly [call: string]: PortCall } = {
  'statuses.find': keys,
  'statuses.ofPda': keys,
  'statuses.due': keys,
  'statuses.replace': { channel: 'status table', body: (status: object) => status },
  'executions.put': { channel: 'execution table', body: (record: object, fence) => ({ ...record, fence }) },
  'executions.ofPda': keys,
  'slots.take': keys,
  'slots.taken': keys,
  'slots.giveBack': keys,
  'backlog.waiting': keys,
  'catalogue.all': keys,
  'catalogue.find': keys,
  'pda.hasRecord': keys,
  forget: keys,
};

/** What is seen where it leaves: the clients of queues, bus and Lambda, and the PDA. */
const SEEN_ELSEWHERE = ['queue', 'deadLetters', 'malformed', 'outcomes', 'invoker', 'pda', 'log'];
/** What nobody sees: they tell the engine something, and store and send nothing. */
const UNSEEN = [
  'schemas',
  'tenants',
  'groups',
  'sealed',
  'now',
  'newId',
  'random',
  'sleep',
  'inFlightPerFunction',
];

type Ports = { readonly [name: string]: unknown };

/**
 * `ports`, with everything that is seen of their calls told to `see`.
 * @throws Error when the engine has or calls a port that is not on the list: somebody may see it
 */
export function watched<T extends object>(
  ports: T,
  see: (seen: Pick<Observed, 'channel' | 'body'>) => void,
): T {
  const entries = Object.entries(ports as Ports).map(([name, port]) => [name, watchedPort(name, port, see)]);
  return Object.fromEntries(entries);
}

function watchedPort(name: string, port: unknown, see: Parameters<typeof watched>[1]): unknown {
  if (UNSEEN.includes(name)) return port;
  if (typeof port === 'function') return watchedCall(name, port as Call, see);
  return new Proxy(port as object, {
    get(target, method) {
      const member = Reflect.get(target, method, target);
      if (typeof member !== 'function') return member;
      const call = `${name}.${String(method)}`;
      if (!PORT_CALLS[call] && SEEN_ELSEWHERE.includes(name)) return member.bind(target);
      return watchedCall(call, member.bind(target), see);
    },
  });
}

type Call = (...args: readonly unknown[]) => unknown;

function watchedCall(name: string, call: Call, see: Parameters<typeof watched>[1]): Call {
  const seen = PORT_CALLS[name];
  if (!seen) throw new Error(`The port ${name} is on no channel: say who sees what of it.`);
  const { channel, body } = seen;
  return (...args) => {
    const isKeyed = channel === 'port calls';
    const said = body(...(args as readonly never[]));
    see({ channel, body: isKeyed ? { call: name, with: said } : said });
    return call(...args);
  };
}
