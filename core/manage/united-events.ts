import { type DataEvent, LONGEST_CHAIN } from '../model/data-event.ts';
import { jsonBytes } from '../model/json.ts';

/** Bytes of one message: ten of them, which is what a queue takes at once, stay below its 256 KB. */
const MOST_MESSAGE_BYTES = 24_000;

/** Quotes and a comma. */
const AROUND_ENDPOINT = 3;

/**
 * Unites a PDA's events to as few as can be. An event says that there is something new at each of its endpoints, by
 * one chain; whether it touches a function is asked of its chain as a whole and of each endpoint by itself, and all
 * that follows is to look at what the PDA holds. So one event with the endpoints of many touches the same functions
 * as the many do, as long as they have chains of the same functions: the order of these tells nothing, and a chain that
 * is too long touches nobody. An absent chain, which says nothing, is not an empty one.
 *
 * @param events all of one PDA, each of at most 16 kB
 * @param newId an id of its own for each: those of different senders may be alike, and here an id stands for what was
 *   sent with it
 */
export function unitedEvents(events: readonly DataEvent[], newId: () => string): readonly DataEvent[] {
  const byChain = new Map<string, DataEvent[]>();
  for (const event of events) {
    const key = chainKey(event);
    if (key === undefined) continue;
    const alike = byChain.get(key);
    if (alike) alike.push(event);
    else byChain.set(key, [event]);
  }
  return [...byChain.values()].flatMap(inMessages).map((event) => ({ ...event, eventId: newId() }));
}

/**
 * The same for events whose chains make no difference to any function.
 * @returns undefined when the chain is so long that the event touches nobody
 */
export function chainKey({ chain }: DataEvent): string | undefined {
  if (chain && chain.length > LONGEST_CHAIN) return undefined;
  return JSON.stringify(chain ? [...new Set(chain)].toSorted() : null);
}

/** @param alike events of chains with the same functions */
function inMessages(alike: readonly DataEvent[]): readonly DataEvent[] {
  const messages: DataEvent[][] = [];
  let endpoints = new Set<string>();
  let bytes = Number.POSITIVE_INFINITY;
  for (const event of alike) {
    const fresh = event.endpoints.filter((endpoint) => !endpoints.has(endpoint));
    bytes += fresh.reduce((sum, endpoint) => sum + endpoint.length + AROUND_ENDPOINT, 0);
    if (bytes > MOST_MESSAGE_BYTES) {
      messages.push([]);
      endpoints = new Set();
      bytes = jsonBytes(event);
    }
    for (const endpoint of event.endpoints) endpoints.add(endpoint);
    messages.at(-1)?.push(event);
  }
  return messages.flatMap(unite);
}

function unite([first, ...others]: readonly DataEvent[]): readonly DataEvent[] {
  if (!first) return [];
  const all = [first, ...others];
  const records = all.reduce((sum, event) => sum + event.records, 0);
  return [
    {
      ...first,
      endpoints: [...new Set(all.flatMap(({ endpoints }) => endpoints))],
      records: Math.min(records, Number.MAX_SAFE_INTEGER),
      occurredAt: all.map(({ occurredAt }) => occurredAt).toSorted()[0] ?? first.occurredAt,
    },
  ];
}
