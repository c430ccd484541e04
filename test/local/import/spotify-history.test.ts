import { zipSync } from 'fflate';
import { fileOf, fixture, readAll } from './import-files.ts';

const SHORT = 'StreamingHistory_music_0.json';
const EXTENDED = 'Streaming_History_Audio_2021_0.json';

describe('a Spotify streaming history', () => {
  it('gives plays in the shape of the spotify/feed feed', async () => {
    const file = await fileOf(EXTENDED, await fixture(EXTENDED));

    const { records, endpoints } = await readAll(file);

    expect(endpoints).toEqual(new Set(['spotify/feed']));
    expect(records[0]).toEqual({
      played_at: '2021-03-04T05:06:07.000Z',
      track: {
        id: '0invented1Track2Id3456',
        name: 'Velvet Tide',
        duration_ms: 183_000,
        artists: [{ name: 'Low Tide Choir' }],
        album: { name: 'River Songs' },
      },
    });
  });

  it('leaves out where and on what somebody listened', async () => {
    const file = await fileOf(EXTENDED, await fixture(EXTENDED));

    const { records } = await readAll(file);

    expect(JSON.stringify(records)).not.toMatch(/192\.0\.2\.7|invented phone|"GB"/);
  });

  it('in its short form has the minute and the names, and one id for each song', async () => {
    const file = await fileOf(SHORT, await fixture(SHORT));

    const { records } = await readAll(file);

    const id = expect.stringMatching(/^[0-9a-f]{22}$/);
    const track = { id, name: 'Café au soir', duration_ms: 0, artists: [{ name: 'Night Bus Nine' }] };
    expect(records[1]).toEqual({
      played_at: '2023-01-15T08:16:00.000Z',
      track: { ...track, album: { name: '' } },
    });
    const ids = records.map((record) => (record as { track: { id: string } }).track.id);
    expect(ids).toEqual([ids[2], expect.not.stringMatching(ids[0] ?? ''), ids[0]]);
  });

  it.each([
    [
      SHORT,
      3,
      [
        `${SHORT}, play 3 (line 14): is not a play: "endTime" is missing or unusable`,
        `${SHORT}, play 4 (line 20): is not a play: "endTime" is missing or unusable`,
      ],
    ],
    [
      EXTENDED,
      2,
      [
        `${EXTENDED}, play 3 (line 3): is not a play: "ms_played" is missing or unusable`,
        `${EXTENDED}: plays of podcasts and audiobooks, which are no songs, were left out: 1`,
      ],
    ],
  ])('reports what it could not read in %s and reads the rest', async (name, count, expected) => {
    const file = await fileOf(name, await fixture(name));

    const { records, problems } = await readAll(file);

    expect(records).toHaveLength(count);
    expect(problems).toEqual(expected);
  });

  it('is known by its content, whatever the file is called', async () => {
    const file = await fileOf('music.txt', await fixture(SHORT));

    const { endpoints } = await readAll(file);

    expect(endpoints).toEqual(new Set(['spotify/feed']));
  });

  it('is read from its zip, old names and new, and nothing else of it', async () => {
    const zip = zipSync({
      'MyData/StreamingHistory0.json': await fixture(SHORT),
      'MyData/endsong_0.json': await fixture(EXTENDED),
      'MyData/Playlist1.json': Buffer.from('{"playlists":[]}'),
    });
    const file = await fileOf('my_spotify_data.zip', zip);

    const { records, endpoints } = await readAll(file);

    expect(records).toHaveLength(5);
    expect(endpoints).toEqual(new Set(['spotify/feed']));
  });
});
