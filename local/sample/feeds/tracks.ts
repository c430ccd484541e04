import type { Json } from '../../../core/model/json.ts';
import { instantAt } from '../../time/zoned-time.ts';
import type { Life } from '../day.ts';
import { type Random, seededRandom } from '../random.ts';
import { type Dated, type Feed, times } from './feed.ts';

const FIRST = [
  'Paper',
  'Slow',
  'Northern',
  'Copper',
  'Hollow',
  'Second',
  'Quiet',
  'Velvet',
  'Salt',
  'Winter',
];
const SECOND = [
  'Harbour',
  'Lanterns',
  'Window',
  'Orchard',
  'Signals',
  'River',
  'Parade',
  'Garden',
  'Letters',
  'Tide',
];
const BANDS = [
  'The Allotments',
  'Marsh & Meadow',
  'Low Tide Choir',
  'Copperline',
  'Ida and the Owls',
  'Night Bus Nine',
];
const COMMUTE = 8 * 60 + 5;
const EVENING = 19 * 60 + 30;

interface Track {
  readonly duration: number;
  readonly json: Json;
}

/** `spotify/feed`: a few tracks on the way to work, more in the evening and at weekends. */
export const tracks: Feed = (day, random, life) => [
  ...(day.isWorkday ? session(COMMUTE, random.between(2, 4), day, random, life) : []),
  ...session(EVENING, random.chance(0.7) ? random.between(2, day.isWorkday ? 5 : 8) : 0, day, random, life),
];

function session(
  around: number,
  count: number,
  day: Parameters<Feed>[0],
  random: Random,
  life: Life,
): readonly Dated[] {
  let at = instantAt(day.date, around + random.between(-15, 45) + random.between(0, 59) / 60, day.zone);
  return times(count, (): Dated => {
    const track = trackOf(life, random);
    at = new Date(at.getTime() + track.duration);
    return { at, data: { played_at: at.toISOString(), track: track.json } };
  });
}

/** One of a person's ninety tracks, favourites far more often than the rest. */
function trackOf(life: Life, random: Random): Track {
  const number = Math.floor(random.next() ** 2 * 90);
  const own = seededRandom(`${life.seed}/${life.person}/track/${number}`);
  const duration = own.between(130_000, 330_000);
  const band = own.pick(BANDS);
  const json = {
    id: `track${life.seed}x${number}`,
    name: `${own.pick(FIRST)} ${own.pick(SECOND)}`,
    duration_ms: duration,
    artists: [{ name: band }],
    album: { name: `${own.pick(SECOND)} ${own.pick(['Songs', 'Sessions', 'Stories'])}` },
  };
  return { duration, json };
}
