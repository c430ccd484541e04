import { copyFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { zipSync } from 'fflate';
import { fileOf, fixture, readAll } from './import-files.ts';

const ALICE = { name: 'Alice ✨', screen_name: 'alice_walks' };

async function archive(entries: Record<string, Uint8Array>): Promise<string> {
  return fileOf('twitter.zip', zipSync(entries));
}

describe('an X archive', () => {
  it('gives tweets in the shape of the twitter/tweets feed', async () => {
    const file = await fileOf('tweets.js', await fixture('tweets.js.txt'));

    const { records, endpoints } = await readAll(file);

    expect(endpoints).toEqual(new Set(['twitter/tweets']));
    expect(records[0]).toEqual({
      id: '1894000000000000001',
      id_str: '1894000000000000001',
      text: 'Tea & toast <3 before the 10k 🏃🏽‍♀️ "slow" is fine, &lt; stays',
      created_at: 'Mon Feb 24 07:15:00 +0000 2025',
      lastUpdated: '2025-02-24T07:15:00.000Z',
      retweeted: false,
      in_reply_to_screen_name: null,
      coordinates: null,
    });
  });

  it('tells retweets, replies and places', async () => {
    const file = await fileOf('tweets.js', await fixture('tweets.js.txt'));

    const { records } = await readAll(file);

    expect(records[1]).toMatchObject({ retweeted: true });
    expect(records[2]).toMatchObject({
      in_reply_to_screen_name: 'bob_bakes',
      coordinates: { type: 'Point', coordinates: [-1.5491, 53.8008] },
    });
  });

  it('reports bad tweets with their place and reads the rest', async () => {
    const file = await fileOf('tweets.js', await fixture('tweets.js.txt'));

    const { records, problems } = await readAll(file);

    expect(records).toHaveLength(4);
    expect(problems).toEqual([
      'tweets.js, tweet 4 (line 43): is not a tweet: "created_at" is missing or unusable',
      'tweets.js, tweet 5 (line 50): is not a tweet: "id_str" is missing or unusable',
      'tweets.js, tweet 6 (line 51): is not valid JSON',
    ]);
  });

  it('is read straight from its zip, in parts, with the name of its owner', async () => {
    const second =
      'window.YTD.tweets.part1 = [{"tweet":{"id_str":"9","created_at":"2025-03-01","full_text":"x"}}]';
    const file = await archive({
      'data/tweets-part1.js': Buffer.from(second),
      'data/tweets.js': await fixture('tweets.js.txt'),
      'data/account.js': await fixture('account.js.txt'),
      'data/like.js': Buffer.from('window.YTD.like.part0 = [ {"like":{"tweetId":"1"}} ]'),
    });

    const { records, problems } = await readAll(file);

    expect(records).toHaveLength(5);
    expect(records).toContainEqual(expect.objectContaining({ id: '9', user: ALICE }));
    expect(problems[0]).toContain('twitter.zip, data/tweets.js, tweet 4 (line 43)');
  });

  it('gives the same records unpacked as in the zip', async () => {
    const zip = await archive({
      'data/tweets.js': await fixture('tweets.js.txt'),
      'data/account.js': await fixture('account.js.txt'),
    });
    const file = await fileOf('tweets.js', await fixture('tweets.js.txt'));
    await copyFile(join(import.meta.dirname, 'fixtures/account.js.txt'), join(dirname(file), 'account.js'));

    const [unpacked, packed] = await Promise.all([readAll(file), readAll(zip)]);

    expect(JSON.stringify(unpacked.records)).toBe(JSON.stringify(packed.records));
  });

  it('accepts bare tweets of older archives', async () => {
    const old =
      'window.YTD.tweet.part0 = [{"id_str":"7","created_at":"Mon Feb 24 07:15:00 +0000 2014","text":"old"}]';
    const file = await fileOf('tweet.js', old);

    const { records } = await readAll(file);

    expect(records).toMatchObject([{ id: '7', text: 'old', lastUpdated: '2014-02-24T07:15:00.000Z' }]);
  });

  it('says which part of an archive was given instead of the tweets', async () => {
    const file = await fileOf('like.js', 'window.YTD.like.part0 = [ ]');

    await expect(readAll(file)).rejects.toThrow('like.js: is the "like" part of an X archive');
  });
});
