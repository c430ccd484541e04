import { instantAt, isoWithOffset } from '../../time/zoned-time.ts';
import type { Feed } from './feed.ts';

/** `fitbit/sleep`: the night that ends on the day, shorter before a bad one. The tracker forgets one in twenty. */
export const sleep: Feed = (day, random) => {
  if (random.chance(0.05)) return [];
  const late = day.isWorkday ? 0 : 80;
  const wake = 6 * 60 + 30 + late + random.between(-20, 30) + random.between(0, 59) / 60;
  const timeInBed = Math.round(445 + day.mood * 45 + late * 0.4 + random.between(-35, 35));
  const efficiency = Math.min(98, Math.round(88 + day.mood * 5 + random.between(-3, 4)));
  const end = instantAt(day.date, wake, day.zone);
  const start = new Date(end.getTime() - timeInBed * 60_000);
  return [
    {
      at: end,
      data: {
        logId: Math.floor(end.getTime() / 1000),
        startTime: wallClock(start, day.zone),
        endTime: wallClock(end, day.zone),
        timeInBed,
        minutesAsleep: Math.round((timeInBed * efficiency) / 100),
        efficiency,
        dateOfSleep: day.date,
      },
    },
  ];
};

/** The tracker writes the wearer's clock and no zone. */
function wallClock(instant: Date, zone: string): string {
  return `${isoWithOffset(instant, zone).slice(0, 19)}.000`;
}
