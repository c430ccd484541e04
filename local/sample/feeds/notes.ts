import { instantAt } from '../../time/zoned-time.ts';
import { compose } from '../compose.ts';
import { type Dated, type Feed, minuteIn, times } from './feed.ts';

const QUIET = [
  [6, 8],
  [21, 24],
] as const;

/** `rumpel/notablesv1`: notes the person keeps, some of them shared. */
export const notes: Feed = (day, random) =>
  times(random.chance(0.45) ? 1 : 0, (): Dated => {
    const at = instantAt(day.date, minuteIn(random, QUIET), day.zone);
    const sharedOn = random.chance(0.15) ? [random.pick(['facebook', 'twitter'])] : [];
    return {
      at,
      data: {
        id: `note-${at.getTime().toString(36)}`,
        message: times(random.between(1, 3), () => compose(day, random)).join(' '),
        kind: 'note',
        shared: sharedOn.length > 0,
        shared_on: sharedOn,
        created_time: at.toISOString(),
      },
    };
  });
