import { instantAt } from '../../time/zoned-time.ts';
import { compose } from '../compose.ts';
import type { Random } from '../random.ts';
import { type Dated, type Feed, minuteIn, nameOf, times } from './feed.ts';

const EVENINGS = [
  [8, 10],
  [18, 22],
] as const;
const PLACES = [
  {
    name: 'Corner Café',
    location: { city: 'Leeds', country: 'United Kingdom', latitude: 53.8, longitude: -1.55 },
  },
  {
    name: 'Canal Park',
    location: { city: 'Leeds', country: 'United Kingdom', latitude: 53.79, longitude: -1.56 },
  },
  {
    name: 'Old Market',
    location: { city: 'York', country: 'United Kingdom', latitude: 53.96, longitude: -1.08 },
  },
];

/** `facebook/feed`: statuses, photographs and links. */
export const posts: Feed = (day, random, life) =>
  times(random.chance(0.55) ? random.between(1, 2) : 0, (): Dated => {
    const at = instantAt(day.date, minuteIn(random, EVENINGS), day.zone);
    const name = nameOf(life);
    const kind = random.pick(['status', 'status', 'photo', 'link'] as const);
    return {
      at,
      data: {
        id: `10${at.getTime()}_${random.between(1000, 9999)}`,
        message: compose(day, random),
        ...storyOf(kind, name, random),
        type: kind,
        ...(kind === 'link' && { link: `https://blog.example.org/posts/${random.between(100, 999)}` }),
        ...(!day.trip && random.chance(0.2) && { place: random.pick(PLACES) }),
        created_time: at.toISOString(),
      },
    };
  });

function storyOf(kind: 'status' | 'photo' | 'link', name: string, random: Random): { story?: string } {
  if (kind === 'photo') return { story: `${name} added ${random.between(2, 9)} new photos.` };
  return kind === 'link' ? { story: `${name} shared a link.` } : {};
}
