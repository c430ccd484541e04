import { instantAt } from '../../time/zoned-time.ts';
import { compose } from '../compose.ts';
import { type Dated, type Feed, minuteIn, nameOf, times } from './feed.ts';

const WAKING = [
  [7, 9],
  [12, 14],
  [17, 19],
  [19, 23],
] as const;
const OTHERS = ['tom_example', 'priya_example', 'cafe_example', 'club_example'];
const TAGS = ['#monday', '#run', '#home', '🙂', '☔', '🎶', '🌿'];
/** Ids carry milliseconds since this instant, above 22 bits of other things. */
const ID_EPOCH = 1_288_834_974_657n;

/** `twitter/tweets`, in the same shape as the import gives them. */
export const tweets: Feed = (day, random, life) =>
  times(random.between(0, 4) + (day.isWorkday ? 0 : 1), (index): Dated => {
    const at = instantAt(day.date, minuteIn(random, WAKING), day.zone);
    const id = String(((BigInt(at.getTime()) - ID_EPOCH) << 22n) + BigInt(index));
    const other = random.pick(OTHERS);
    const isRetweet = random.chance(0.08);
    const isReply = !isRetweet && random.chance(0.15);
    const opening = isRetweet ? `RT @${other}: ` : isReply ? `@${other} ` : '';
    const ending = random.chance(0.2) ? ` ${random.pick(TAGS)}` : '';
    return {
      at,
      data: {
        id,
        id_str: id,
        text: `${opening}${compose(day, random)}${ending}`,
        created_at: twitterDate(at),
        lastUpdated: at.toISOString(),
        user: { name: nameOf(life), screen_name: `${life.person}_example` },
        retweeted: isRetweet,
        in_reply_to_screen_name: isReply ? other : null,
        coordinates: null,
      },
    };
  });

/** `Mon Feb 24 07:15:00 +0000 2025` */
function twitterDate(at: Date): string {
  const [weekday, day, month, year, time] = at.toUTCString().replace(',', '').split(' ');
  return `${weekday} ${month} ${day} ${time} +0000 ${year}`;
}
