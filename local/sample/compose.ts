import type { Day } from './day.ts';
import { family } from './phrases/family.ts';
import { food } from './phrases/food.ts';
import { music } from './phrases/music.ts';
import { running } from './phrases/running.ts';
import type { Theme } from './phrases/theme.ts';
import { travel } from './phrases/travel.ts';
import { weather } from './phrases/weather.ts';
import { work } from './phrases/work.ts';
import type { Random } from './random.ts';

/** Mood beyond which, either way, a text says so. */
const CLEAR = 0.25;

/** A sentence the person could have written on that day, its tone following their mood. */
export function compose(day: Day, random: Random): string {
  const { slots, ...tones } = random.pick(themesOf(day));
  const words = day.trip ? { ...slots, city: [day.trip.city] } : slots;
  const feeling = day.mood + (random.next() - 0.5) * 0.5;
  const tone = feeling < -CLEAR ? 'low' : feeling > CLEAR ? 'high' : 'flat';
  const text = random
    .pick(tones[tone])
    .replace(/\{(\w+)\}/g, (slot, name: string) => random.pick(words[name] ?? [slot]));
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function themesOf(day: Day): readonly Theme[] {
  if (day.trip) return [travel, travel, travel, food, weather];
  if (day.isWorkday) return [work, work, work, running, food, family, weather, music];
  return [running, running, food, food, family, family, weather, music];
}
