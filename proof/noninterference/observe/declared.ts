import type { Channel } from './channels.ts';
import { VALUES } from './declared-values.ts';
import type { Fact, Values } from './facts.ts';

/** A field that may differ between two private inputs; everything else is the same to the byte. */
export interface Declared {
  readonly channel: Channel;
  /** Where in the body; `*` stands for any one step. */
  readonly field: string;
  /** What it tells, as exactly as its values are many. */
  readonly fact: Fact;
  readonly values: Values;
  /** What happens next depends on it: from there on two plays are two stories. */
  readonly steers: boolean;
  /** Why no pair, or hardly any, can show it. */
  readonly unplayed?: string | undefined;
}

/** What an attempt and an execution record count. */
const COUNTS = {
  recordsIn: ['records read', VALUES.recordsRead],
  bytesIn: ['bytes read', VALUES.bytes],
  recordsOut: ['records derived', VALUES.recordsDerived],
  bytesOut: ['bytes derived', VALUES.bytes],
  setAside: ['records too large', VALUES.setAside],
} as const satisfies Record<string, readonly [Fact, Values]>;

const may = (channel: Channel, field: string, [fact, values]: readonly [Fact, Values]): Declared => ({
  ...{ channel, field, fact, values, steers: false },
});
const steers = (declared: Declared): Declared => ({ ...declared, steers: true });
const unplayed = (why: string, declared: Declared): Declared => ({ ...declared, unplayed: why });

const counts = (channel: Channel, above: string): readonly Declared[] =>
  Object.entries(COUNTS).map(([name, tells]) => may(channel, `${above}${name}`, tells));
/** Cursors: of the end of a window, which counts what was derived, and of the last record of a part. */
const positions = (above: string): readonly Declared[] => [
  may('status table', `${above}from`, ['records derived', VALUES.position]),
  may('status table', `${above}until`, ['records derived', VALUES.position]),
  may('status table', `${above}partUntil`, ['records read', VALUES.position]),
];

/** What a function's answer was later by is in each time that the engine takes from then on. */
const times = (channel: Channel, ...fields: readonly string[]): readonly Declared[] =>
  fields.map((field) => may(channel, field, ['duration', VALUES.time]));

/** In times durations are of one bucket; in free the comparison ends where a call takes another time. */
const BUCKET = 'within a tick no bucket differs, and a call that takes longer ends the comparison';
const ENDING = 'the call that ends otherwise ends the comparison';
const MOMENT = 'in times what happens, happens at the same moments';
const SOURCES = 'another window was read before, and ends the comparison';

/** A run is seen between two parts only where there are two, and then as many records are read on both sides. */
const PARTS = 'the records of runs in several parts differ in sizes alone';

/** Pages are cut before filters: only what was derived makes more of them. */
const PAGES =
  'the call that derived more, or took another time, ends the comparison; in signals there is one page';

/** Before its first call a run knows no private time. */
const WAITS = 'rare: a run in several parts finds no slot for a later one';

/** An owner must decide while a run is between two parts, or has failed. */
const ENDED = 'rare: what an attempt said before, said once more when a decision ends it';

/** Everything that may differ. */
export const DECLARED: readonly Declared[] = [
  ...counts('status table', 'attempt.counts.').map((row) =>
    /(recordsIn|setAside)$/.test(row.field) ? unplayed(PARTS, row) : row,
  ),
  ...counts('status table', 'attempt.writing.counts.'),
  ...positions('attempt.'),
  may('status table', 'cursor', ['records derived', VALUES.position]),
  ...positions('ended.*.attempt.').map((row) => unplayed(ENDED, row)),
  ...counts('status table', 'ended.*.attempt.counts.').map((row) => unplayed(ENDED, row)),
  may('status table', 'lastError.code', ['ending', VALUES.code]),
  ...times('status table', 'lastExecution', 'lastError.at', 'notBefore', 'dueAt'),
  ...times('status table', 'waitingSince').map((row) => unplayed(WAITS, row)),
  ...times('status table', 'lease.expiresAt', 'lease.startBy', 'lease.writeDeadline'),
  ...counts('execution table', ''),
  may('execution table', 'status', ['ending', VALUES.status]),
  may('execution table', 'errorCode', ['ending', VALUES.code]),
  may('execution table', 'durationMs', ['duration', VALUES.total]),
  ...times('execution table', 'finishedAt'),
  may('log', 'fields.status', ['ending', VALUES.status]),
  may('log', 'fields.errorCode', ['ending', VALUES.code]),
  may('log', 'fields.recordsIn', ['records read', VALUES.bucket]),
  may('log', 'fields.recordsOut', ['records derived', VALUES.bucket]),
  unplayed(BUCKET, may('log', 'fields.duration', ['duration', VALUES.durationBucket])),
  may('data events queue', 'body.records', ['records derived', VALUES.recordsDerived]),
  steers(may('data events queue', 'body.endpoints.*', ['endpoints written', VALUES.place])),
  unplayed(
    SOURCES,
    may('data events queue', 'body.chain.*', ['functions behind what was read', VALUES.sources]),
  ),
  may('dead letters', 'body.errorCode', ['ending', VALUES.code]),
  may('dead letters', 'MessageAttributes.reason.StringValue', ['ending', VALUES.reason]),
  steers(may('Lambda metrics', 'ending', ['ending', VALUES.ending])),
  may('Lambda metrics', 'isError', ['ending', VALUES.isError]),
  steers(may('Lambda metrics', 'durationMs', ['duration', VALUES.milliseconds])),
  unplayed(PAGES, steers(may('PDA traffic', 'isLast', ['records read', VALUES.isLast]))),
  steers(may('PDA traffic', 'rows', ['records read', VALUES.recordsRead])),
  may('PDA traffic', 'bytes', ['bytes read', VALUES.traffic]),
  may('PDA traffic', 'records', ['records derived', VALUES.recordsDerived]),
  ...times('PDA traffic', 'deadline'),
  ...times('port calls', 'with.1.now', 'with.1.until'),
  ...times('port calls', 'with.1').map((row) => unplayed(WAITS, row)),
  may('PDA traffic', 'writtenBytes', ['bytes derived', VALUES.bytes]),
  unplayed(ENDING, may('event bus', 'detail.status', ['ending', VALUES.publishedStatus])),
  may('event bus', 'detail.recordsIn', ['records read', VALUES.bucket]),
  may('event bus', 'detail.recordsOut', ['records derived', VALUES.bucket]),
  unplayed(BUCKET, may('event bus', 'detail.duration', ['duration', VALUES.durationBucket])),
  unplayed(MOMENT, may('event bus', '(time)', ['duration', VALUES.seconds])),
];

/** For people. */
export const nameOf = ({ channel, field }: Declared): string => `${channel}: ${field}`;

/** Which row speaks of a field, by its place in the body. */
export function declaredFor(channel: Channel, place: readonly string[]): Declared | undefined {
  return DECLARED.find(({ channel: of, field }) => {
    const steps = field.split('.');
    const isThere =
      steps.length === place.length && steps.every((step, at) => step === '*' || step === place[at]);
    return of === channel && isThere;
  });
}
