import { seededRandom } from './random.ts';

/** Whose data is made up, and which of the many possible lives it is. */
export interface Life {
  /** First name in lower case, as in the PDA's name. */
  readonly person: string;
  readonly seed: number;
}

export type Weather = 'rain' | 'sun' | 'cold' | 'wind';

/** What shapes everything recorded on one day. */
export interface Day {
  /** `2025-03-30`, on the person's own calendar. */
  readonly date: string;
  /** 0 is Sunday. */
  readonly weekday: number;
  /** Where the person's clock is. */
  readonly zone: string;
  /** Absent at home. */
  readonly trip?: Trip;
  readonly isWorkday: boolean;
  readonly weather: Weather;
  /** From -1, dreadful, to 1, wonderful. */
  readonly mood: number;
}

export interface Trip {
  readonly city: string;
  readonly zone: string;
  /** Day it begins on, and the day after its last. */
  readonly from: string;
  readonly to: string;
}

const DAY_MS = 86_400_000;
const HOME = 'Europe/London';
const CITIES = [
  { city: 'Lisbon', zone: 'Europe/Lisbon' },
  { city: 'Athens', zone: 'Europe/Athens' },
  { city: 'Montreal', zone: 'America/Toronto' },
  { city: 'Copenhagen', zone: 'Europe/Copenhagen' },
] as const;
/** A trip in each span of this many days. */
const SPAN = 56;

/** The days from `from` to `until`. A day depends on its date alone, so that longer histories agree with shorter ones. */
export function daysOf(life: Life, from: Date, until: Date): readonly Day[] {
  const days: Day[] = [];
  for (let number = dayNumber(from); number <= dayNumber(until); number += 1) days.push(dayOf(life, number));
  return days;
}

function dayOf(life: Life, number: number): Day {
  const weekday = (number + 4) % 7;
  const random = seededRandom(`${life.seed}/${life.person}/day/${number}`);
  const trip = tripOn(life, number);
  const isWorkday = weekday % 6 !== 0 && !trip;
  const weather = weatherOn(number, random.next());
  const lift = (isWorkday ? 0 : 0.25) + (trip ? 0.25 : 0) - (weekday === 1 ? 0.2 : 0);
  const sky = { sun: 0.15, rain: -0.15, cold: -0.1, wind: 0 }[weather];
  const mood = drift(life, number) + lift + sky + (random.next() - 0.5) * 0.5;
  return {
    date: dateOf(number),
    weekday,
    zone: trip?.zone ?? HOME,
    ...(trip && { trip }),
    isWorkday,
    weather,
    mood: Math.max(-1, Math.min(1, mood)),
  };
}

/** Good and bad weeks: smooth noise between a random value every nine days. */
function drift(life: Life, number: number): number {
  const step = Math.floor(number / 9);
  const [before, after] = [step, step + 1].map(
    (at) => seededRandom(`${life.seed}/${life.person}/drift/${at}`).next() * 1.6 - 0.8,
  );
  const share = (1 - Math.cos(((number % 9) / 9) * Math.PI)) / 2;
  return (before ?? 0) * (1 - share) + (after ?? 0) * share;
}

function tripOn(life: Life, number: number): Trip | undefined {
  const span = Math.floor(number / SPAN);
  const random = seededRandom(`${life.seed}/${life.person}/trip/${span}`);
  const first = span * SPAN + random.between(10, 40);
  const length = random.between(4, 8);
  if (number < first || number >= first + length) return undefined;
  return { ...random.pick(CITIES), from: dateOf(first), to: dateOf(first + length) };
}

function weatherOn(number: number, chance: number): Weather {
  const month = new Date(number * DAY_MS).getUTCMonth();
  const isWinter = month < 2 || month > 9;
  if (chance < 0.35) return 'rain';
  if (chance < 0.5) return 'wind';
  return isWinter ? 'cold' : 'sun';
}

function dayNumber(date: Date): number {
  return Math.floor(date.getTime() / DAY_MS);
}

function dateOf(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}
