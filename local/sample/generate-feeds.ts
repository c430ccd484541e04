import type { Json } from '../../core/model/json.ts';
import { minusPeriod } from '../../core/model/period.ts';
import { daysOf, type Life } from './day.ts';
import { activity } from './feeds/activity.ts';
import { calendar } from './feeds/calendar.ts';
import type { Feed } from './feeds/feed.ts';
import { notes } from './feeds/notes.ts';
import { posts } from './feeds/posts.ts';
import { sleep } from './feeds/sleep.ts';
import { tracks } from './feeds/tracks.ts';
import { tweets } from './feeds/tweets.ts';
import { seededRandom } from './random.ts';

const FEEDS: Readonly<Record<string, Feed>> = {
  'twitter/tweets': tweets,
  'facebook/feed': posts,
  'rumpel/notablesv1': notes,
  'calendar/google/events': calendar,
  'fitbit/sleep': sleep,
  'fitbit/activity': activity,
  'spotify/feed': tracks,
};

export interface SampleOptions extends Life {
  /** Nothing is recorded after it. */
  readonly until: Date;
}

/**
 * Makes up six months of one person's feeds: the same for the same options, and for a later `until` the same
 * days again with new ones after them.
 * @returns records by endpoint, oldest first, no two alike
 */
export function generateFeeds({ person, seed, until }: SampleOptions): ReadonlyMap<string, readonly Json[]> {
  const life = { person, seed };
  const days = daysOf(life, minusPeriod(until, 'P6M'), until);
  return new Map(
    Object.entries(FEEDS).map(([endpoint, feed]) => {
      const records = days.flatMap((day) =>
        feed(day, seededRandom(`${seed}/${person}/${endpoint}/${day.date}`), life),
      );
      const past = records.filter(({ at }) => at <= until).sort((a, b) => a.at.getTime() - b.at.getTime());
      return [endpoint, past.map(({ data }) => data)];
    }),
  );
}
