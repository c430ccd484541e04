import * as z from 'zod/mini';
import { type Json, omittable } from '../../../core/model/json.ts';
import { fieldAtFault } from '../field-at-fault.ts';
import type { Mapped } from '../import-item.ts';
import { decodeEntities } from './decode-entities.ts';

/** Who wrote the tweets of an archive. */
export interface TwitterUser {
  readonly name: string;
  readonly screen_name: string;
}

/** Older archives write numbers as numbers, newer ones as text. */
const numberLike = z.pipe(
  z.union([z.number(), z.string()]),
  z.transform((value): number => Number(value)),
);

const tweetSchema = z.object({
  id_str: z.string().check(z.regex(/^\d+$/)),
  full_text: z.optional(z.string()),
  text: z.optional(z.string()),
  created_at: z.string().check(z.refine((text) => !Number.isNaN(Date.parse(text)))),
  in_reply_to_screen_name: omittable(z.string()),
  coordinates: z.catch(
    omittable(z.object({ type: z.literal('Point'), coordinates: z.tuple([numberLike, numberLike]) })),
    undefined,
  ),
});

const wrapperSchema = z.object({ tweet: z.unknown() });

/**
 * An X archive's tweet as the `twitter/tweets` feed has it. Ids stay text: as numbers they would lose digits.
 * @param value `{tweet: {…}}` as archives since 2019 have it, or the bare tweet
 */
export function mapTweet(value: Json, user?: TwitterUser): Mapped {
  const wrapper = wrapperSchema.safeParse(value);
  const parsed = tweetSchema.safeParse(wrapper.success ? wrapper.data.tweet : value);
  if (!parsed.success) return { problem: fieldAtFault('a tweet', parsed.error) };
  const tweet = parsed.data;
  const source = tweet.full_text ?? tweet.text;
  if (source === undefined) return { problem: 'is not a tweet: "full_text" is missing' };
  const text = decodeEntities(source);
  return {
    data: {
      id: tweet.id_str,
      id_str: tweet.id_str,
      text,
      created_at: tweet.created_at,
      lastUpdated: new Date(tweet.created_at).toISOString(),
      ...(user && { user: { name: user.name, screen_name: user.screen_name } }),
      retweeted: text.startsWith('RT @'),
      in_reply_to_screen_name: tweet.in_reply_to_screen_name ?? null,
      coordinates: tweet.coordinates ?? null,
    },
  };
}

const accountSchema = z.object({
  account: z.object({ username: z.string(), accountDisplayName: z.optional(z.string()) }),
});

/** The user of an archive, from the first entry of its account.js; absent when it is not as expected. */
export function mapAccount(value: Json): TwitterUser | undefined {
  const account = accountSchema.safeParse(value).data?.account;
  return account && { name: account.accountDisplayName ?? account.username, screen_name: account.username };
}
