import { ArraySplitter } from '../array-splitter.ts';
import { type ImportItem, problem, type Source } from '../import-item.ts';
import { parseRecord, splitRecords } from '../raw-record.ts';
import { mapAccount, mapTweet, type TwitterUser } from '../twitter/map-tweet.ts';

/** Reads a `tweets.js`, of any size, tweet by tweet. */
export async function* readTweets(
  source: Source,
  endpoint = 'twitter/tweets',
  user?: TwitterUser,
): AsyncGenerator<ImportItem> {
  for await (const raw of splitRecords(source.chunks, new ArraySplitter())) {
    const where = `${source.name}, tweet ${raw.index} (line ${raw.line})`;
    const parsed = parseRecord(raw);
    const mapped = 'problem' in parsed ? parsed : mapTweet(parsed.value, user);
    if ('problem' in mapped) yield problem(where, mapped.problem);
    else yield { kind: 'record', where, endpoint, data: mapped.data };
  }
}

/** Reads an `account.js`; absent when it does not say who the user is. */
export async function readAccount(source: Source): Promise<TwitterUser | undefined> {
  for await (const raw of splitRecords(source.chunks, new ArraySplitter())) {
    const parsed = parseRecord(raw);
    return 'problem' in parsed ? undefined : mapAccount(parsed.value);
  }
  return undefined;
}
