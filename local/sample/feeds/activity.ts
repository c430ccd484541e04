import { instantAt, isoWithOffset } from '../../time/zoned-time.ts';
import type { Random } from '../random.ts';
import type { Dated, Feed } from './feed.ts';

interface Sport {
  readonly name: string;
  /** Minutes, shortest and longest. */
  readonly minutes: readonly [number, number];
  readonly stepsPerMinute: number;
  readonly caloriesPerMinute: number;
  readonly heartRate: number;
}

const RUN: Sport = {
  name: 'Run',
  minutes: [22, 75],
  stepsPerMinute: 162,
  caloriesPerMinute: 11,
  heartRate: 148,
};
const WALK: Sport = {
  name: 'Walk',
  minutes: [15, 50],
  stepsPerMinute: 108,
  caloriesPerMinute: 4.6,
  heartRate: 98,
};
const BIKE: Sport = {
  name: 'Bike',
  minutes: [20, 55],
  stepsPerMinute: 4,
  caloriesPerMinute: 8,
  heartRate: 126,
};

/** `fitbit/activity`: running three times a week when in good spirits, walking and cycling in between. */
export const activity: Feed = (day, random) => {
  const runs = [2, 4, 6].includes(day.weekday) && random.chance(0.65 + day.mood * 0.3);
  const rides = day.isWorkday && day.weather !== 'rain' && random.chance(0.4);
  const walks = random.chance(0.5);
  return [
    ...(rides ? [session(BIKE, 8 * 60, day, random)] : []),
    ...(walks ? [session(WALK, 13 * 60, day, random)] : []),
    ...(runs ? [session(RUN, day.isWorkday ? 18 * 60 : 9 * 60 + 30, day, random)] : []),
  ];
};

function session(sport: Sport, around: number, day: Parameters<Feed>[0], random: Random): Dated {
  const at = instantAt(day.date, around + random.between(-25, 40) + random.between(0, 59) / 60, day.zone);
  const minutes = random.between(...sport.minutes) + random.next();
  const effort = 1 + (random.next() - 0.5) * 0.12;
  return {
    at,
    data: {
      logId: Math.floor(at.getTime() / 1000),
      activityName: sport.name,
      originalStartTime: isoWithOffset(at, day.zone),
      duration: Math.round(minutes * 60) * 1000,
      steps: Math.round(minutes * sport.stepsPerMinute * effort),
      calories: Math.round(minutes * sport.caloriesPerMinute * effort),
      averageHeartRate: Math.round(sport.heartRate * effort),
    },
  };
}
