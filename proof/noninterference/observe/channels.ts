/** Who must not learn what is in a person's records. */
export const OBSERVERS = ['operator', 'developer', 'other person'] as const;
export type Observer = (typeof OBSERVERS)[number];

/** Everything that leaves a run or is stored of it, except in its owner's PDA, and who can see it. */
export const CHANNELS = {
  'status table': { observers: ['operator'], shows: 'status items, each change as it is stored' },
  'execution table': { observers: ['operator'], shows: 'execution records, each as it is stored' },
  'executions queue': { observers: ['operator'], shows: 'execution requests: bytes, group, delay' },
  'data events queue': { observers: ['operator'], shows: 'data events, as PDAs send them' },
  'dead letters': { observers: ['operator'], shows: 'what was given up, with its reason' },
  log: { observers: ['operator'], shows: 'what the engine tells its log' },
  invocations: {
    observers: ['operator'],
    shows: 'which Lambda was called, as which tenant, without payload',
  },
  'Lambda metrics': {
    observers: ['operator'],
    shows: 'how long each call of a function took, and its error',
  },
  'PDA traffic': {
    observers: ['operator'],
    shows: 'requests to PDAs, and how large they and their answers are',
  },
  'port calls': {
    observers: ['operator'],
    shows: 'order and number of all calls of stores and PDAs, with keys',
  },
  'API metrics': { observers: ['operator'], shows: 'requests to the management API, with their status code' },
  'event bus': { observers: ['operator', 'developer'], shows: 'outcomes of executions' },
  catalogue: { observers: OBSERVERS, shows: 'registered functions' },
  'API replies to others': { observers: ['other person'], shows: 'whole replies of the management API' },
  'PDA of others': { observers: ['other person'], shows: 'records, with ids and provenance' },
} as const satisfies Record<string, { readonly observers: readonly Observer[]; readonly shows: string }>;

export type Channel = keyof typeof CHANNELS;
export const CHANNEL_NAMES = Object.keys(CHANNELS) as readonly Channel[];
