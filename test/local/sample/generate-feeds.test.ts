import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { type Json, jsonSchema } from '../../../core/model/json.ts';
import { minusPeriod } from '../../../core/model/period.ts';
import { daysOf } from '../../../local/sample/day.ts';
import { generateFeeds } from '../../../local/sample/generate-feeds.ts';

const UNTIL = new Date('2025-04-20T15:30:00Z');
const ALICE = { person: 'alice', seed: 7, until: UNTIL };

const text = z.string().check(z.minLength(1));
const count = z.int().check(z.nonnegative());
const instant = z.iso.datetime();
const zonedTime = z.union([
  z.strictObject({ dateTime: z.iso.datetime({ offset: true }) }),
  z.strictObject({ date: z.iso.date() }),
]);
const localTime = z.iso.datetime({ local: true });

const SHAPES: Readonly<Record<string, z.ZodMiniType>> = {
  'twitter/tweets': z.strictObject({
    id: z.string().check(z.regex(/^\d{18,19}$/)),
    id_str: text,
    text,
    created_at: z.string().check(z.regex(/^\w{3} \w{3} \d\d \d\d:\d\d:\d\d \+0000 \d{4}$/)),
    lastUpdated: instant,
    user: z.strictObject({ name: text, screen_name: text }),
    retweeted: z.boolean(),
    in_reply_to_screen_name: z.nullable(text),
    coordinates: z.null(),
  }),
  'facebook/feed': z.strictObject({
    id: text,
    message: text,
    story: z.optional(text),
    type: z.enum(['status', 'photo', 'link']),
    link: z.optional(z.url()),
    place: z.optional(z.object({ name: text, location: jsonSchema })),
    created_time: instant,
  }),
  'rumpel/notablesv1': z.strictObject({
    id: text,
    message: text,
    kind: text,
    shared: z.boolean(),
    shared_on: z.array(text),
    created_time: instant,
  }),
  'calendar/google/events': z.strictObject({
    id: text,
    status: z.enum(['confirmed', 'cancelled']),
    summary: text,
    description: z.optional(text),
    location: z.optional(text),
    start: zonedTime,
    end: zonedTime,
    attendees: z.array(z.strictObject({ email: z.email(), responseStatus: text })),
  }),
  'fitbit/sleep': z.strictObject({
    logId: count,
    startTime: localTime,
    endTime: localTime,
    timeInBed: count,
    minutesAsleep: count,
    efficiency: count,
    dateOfSleep: z.iso.date(),
  }),
  'fitbit/activity': z.strictObject({
    logId: count,
    activityName: text,
    originalStartTime: z.iso.datetime({ offset: true }),
    duration: count,
    steps: count,
    calories: count,
    averageHeartRate: count,
  }),
  'spotify/feed': z.strictObject({
    played_at: instant,
    track: z.strictObject({
      id: text,
      name: text,
      duration_ms: count,
      artists: z.array(z.strictObject({ name: text })),
      album: z.strictObject({ name: text }),
    }),
  }),
};

function fingerprint(feeds: ReadonlyMap<string, readonly Json[]>): string {
  return createHash('sha256')
    .update(JSON.stringify([...feeds]))
    .digest('hex');
}

function feedOf<T extends z.ZodMiniType>(endpoint: string, shape: T): z.output<T>[] {
  return z.array(shape).parse(generateFeeds(ALICE).get(endpoint));
}

describe('generateFeeds', () => {
  it('gives the same for the same person, seed and date', () => {
    const first = fingerprint(generateFeeds(ALICE));

    const second = fingerprint(generateFeeds({ ...ALICE }));

    expect(second).toBe(first);
  });

  it.each([{ person: 'ben' }, { seed: 8 }])('gives something else for %j', (change) => {
    const feeds = generateFeeds({ ...ALICE, ...change });

    expect(fingerprint(feeds)).not.toBe(fingerprint(generateFeeds(ALICE)));
  });

  it.each(Object.keys(SHAPES))('writes %s as its data plug does', (endpoint) => {
    const records = generateFeeds(ALICE).get(endpoint) ?? [];

    const misshapen = records.filter((record) => !SHAPES[endpoint]?.safeParse(record).success);

    expect(misshapen).toEqual([]);
    expect(records.length).toBeGreaterThan(50);
  });

  it('makes a few thousand records at most, no two of them equal', () => {
    const records = [...generateFeeds(ALICE).values()].flat().map((record) => JSON.stringify(record));

    const different = new Set(records);

    expect(different.size).toBe(records.length);
    expect(records.length).toBeGreaterThan(1500);
    expect(records.length).toBeLessThan(2500);
  });

  it('covers the six months up to the given time, and nothing after', () => {
    const tweets = feedOf('twitter/tweets', z.object({ lastUpdated: z.string() }));

    const times = tweets.map(({ lastUpdated }) => lastUpdated);

    expect(times).toEqual(times.toSorted());
    expect(times.at(0)?.slice(0, 7)).toBe('2024-10');
    expect(times.at(-1)?.slice(0, 7)).toBe('2025-04');
    expect(times.every((time) => time <= UNTIL.toISOString())).toBe(true);
  });

  it('repeats the days it shares with an earlier history', () => {
    const later = generateFeeds({ ...ALICE, until: new Date('2025-05-01T12:00:00Z') });

    const known = new Set([...later.values()].flat().map((record) => JSON.stringify(record)));

    const shared = (generateFeeds(ALICE).get('spotify/feed') ?? []).slice(100);
    expect(shared.filter((record) => !known.has(JSON.stringify(record)))).toEqual([]);
  });

  it('has work meetings on workdays only, and more of them than at weekends', () => {
    const events = feedOf('calendar/google/events', z.object({ summary: z.string(), start: z.json() }));

    const days = events
      .filter(({ summary }) => summary === 'Stand-up')
      .map(({ start }) => new Date((start as { dateTime: string }).dateTime).getUTCDay());

    expect(days.length).toBeGreaterThan(80);
    expect(days.filter((day) => day === 0 || day === 6)).toEqual([]);
  });

  it('travels: some events are in another time zone, some last whole days', () => {
    const starts = [1, 2, 3, 4].flatMap((seed) =>
      JSON.stringify([...(generateFeeds({ ...ALICE, seed }).get('calendar/google/events') ?? [])]),
    );

    const offsets = new Set(starts.join().match(/[+-]\d\d:\d\d(?=")/g));

    expect(offsets.size).toBeGreaterThan(2);
    expect(starts.join()).toMatch(/"summary":"Trip to [A-Z]\w+","start":\{"date":/);
  });

  it('writes gloomier on bad days than on good ones', () => {
    const moods = new Map(
      daysOf(ALICE, minusPeriod(UNTIL, 'P6M'), UNTIL).map(({ date, mood }) => [date, mood]),
    );
    const tweets = feedOf('twitter/tweets', z.object({ text: z.string(), lastUpdated: z.string() }));
    const gloom = /awful|terrible|miserable|horrible|sad|hate|worried|disappointed|angry/i;

    const [bad = [], good = []] = [(mood: number) => mood < -0.3, (mood: number) => mood > 0.3].map(
      (isSuch) => tweets.filter(({ lastUpdated }) => isSuch(moods.get(lastUpdated.slice(0, 10)) ?? 0)),
    );

    const share = (texts: typeof tweets): number =>
      texts.filter((tweet) => gloom.test(tweet.text)).length / texts.length;
    expect(bad.length).toBeGreaterThan(20);
    expect(share(bad)).toBeGreaterThan(share(good) + 0.3);
  });
});
