import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { zipSync } from 'fflate';
import { fileOf, fixture, readAll } from './import-files.ts';

const AS = { as: 'test/place' };
const EMPTY_ZIP_ENTRY = new Uint8Array();
const CENTRAL_HEADER = Buffer.from('PK\x01\x02', 'latin1');
const UNCOMPRESSED_SIZE_AT = 24;

/** The zip with what its directory declares of its first entry's size overwritten. */
function declaring(zip: Uint8Array, size: number): Buffer {
  const changed = Buffer.from(zip);
  changed.writeUInt32LE(size, changed.indexOf(CENTRAL_HEADER) + UNCOMPRESSED_SIZE_AT);
  return changed;
}

describe('a file that is not what it should be', () => {
  it.each([
    ['nothing.js', '', 'nothing.js: is empty'],
    ['spaces.json', '\uFEFF \r\n\t ', 'spaces.json: is empty'],
    [
      'picture.png',
      '\x89PNG\r\n\x1a\n\0\0\0\rIHDR',
      'picture.png: is of no kind that can be read. These can: an X',
    ],
    ['letter.txt', 'Dear all,', 'letter.txt: is of no kind that can be read'],
    ['wide.json', Buffer.from('\uFEFF[1]', 'utf16le'), 'wide.json: is UTF-16: save it as UTF-8'],
  ])('%s is refused with what would do', async (name, content, message) => {
    const file = await fileOf(name, content);

    await expect(readAll(file, AS)).rejects.toThrow(message);
  });

  it('a path where nothing is, or a folder with nothing in it, is refused', async () => {
    const folder = join(dirname(await fileOf('x', '')), 'folder.zip');
    await mkdir(folder);

    await expect(readAll(`${folder}/missing.ics`)).rejects.toThrow(
      'missing.ics: cannot be opened: there is no such',
    );
    await expect(readAll(folder)).rejects.toThrow('folder.zip: holds nothing that can be read. These can:');
  });

  it('JSON nested without end is one bad record', async () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    const file = await fileOf('deep.json', `[{"a":1}, ${deep}, {"a":2}]`);

    const { records, problems } = await readAll(file, AS);

    expect(records).toEqual([{ a: 1 }, { a: 2 }]);
    expect(problems).toEqual([
      'deep.json, record 2 (line 1): is nested more than 199 levels deep: flatten it',
    ]);
  });

  it('a tweets.js that is cut off gives the tweets before the cut', async () => {
    const whole = await fixture('tweets.js.txt');
    const file = await fileOf('tweets.js', whole.subarray(0, whole.indexOf('extended_entities')));

    const { records, problems } = await readAll(file);

    expect(records).toHaveLength(2);
    expect(problems).toEqual([
      'tweets.js, tweet 3 (line 30): the file ends in the middle of it: get the file again, it may be cut off',
    ]);
  });

  it('a calendar that is cut off gives the events before the cut', async () => {
    const whole = (await fixture('calendar.ics')).toString();
    const file = await fileOf('calendar.ics', whole.slice(0, whole.indexOf('SUMMARY:Dentist')));

    const { records, problems } = await readAll(file);

    expect(records).toHaveLength(5);
    expect(problems).toEqual(['calendar.ics, line 50: the file ends inside this VEVENT']);
  });

  it('a calendar with broken bytes and missing ends gives what is whole', async () => {
    const text = [
      'BEGIN:VCALENDAR',
      'BEGIN:VEVENT',
      'UID:open',
      'BEGIN:VEVENT',
      'UID:b',
      'DTSTART:20250305T090000Z',
      'SUMMARY:caf\xe9',
      'END:VEVENT',
      'END:VEVENT',
      'END:VCALENDAR',
    ];
    const file = await fileOf('broken.ics', Buffer.from(text.join('\n'), 'latin1'));

    const { records, problems } = await readAll(file);

    expect(records).toMatchObject([{ id: 'b', summary: '' }]);
    expect(problems).toEqual([
      'broken.ics, line 2: has no END:VEVENT and was left out',
      'broken.ics, line 7: is not UTF-8 and was left out: save the file as UTF-8',
    ]);
  });
});

describe('a zip that is not what it should be', () => {
  it('is refused when it is cut off', async () => {
    const zip = zipSync({ 'data/tweets.js': await fixture('tweets.js.txt') });
    const file = await fileOf('cut.zip', zip.subarray(0, zip.length / 2));

    await expect(readAll(file)).rejects.toThrow('cut.zip: is a damaged or unsafe zip');
  });

  it('is refused when a path points outside it', async () => {
    const zip = zipSync({ '../../tweets.js': await fixture('tweets.js.txt') });
    const file = await fileOf('outside.zip', zip);

    await expect(readAll(file)).rejects.toThrow(
      'outside.zip: is a damaged or unsafe zip (invalid relative path',
    );
  });

  it('is refused when it holds nothing to read', async () => {
    const file = await fileOf('photos.zip', zipSync({ 'photo.jpg': EMPTY_ZIP_ENTRY }));

    await expect(readAll(file)).rejects.toThrow('photos.zip: holds nothing that can be read. These can:');
  });

  it('has an entry left out that would unpack to a gigabyte', async () => {
    const zip = zipSync({ 'data/tweets.js': await fixture('tweets.js.txt') });
    const file = await fileOf('bomb.zip', declaring(zip, 2 ** 30));

    const { records, problems } = await readAll(file);

    expect(records).toEqual([]);
    expect(problems).toEqual([
      expect.stringMatching(/^bomb\.zip, data\/tweets\.js: would unpack to 1024 MB, more than the 256 MB/),
    ]);
  });

  it('is read only as far as declared when an entry lies about its size', async () => {
    const bomb = Buffer.concat([Buffer.from('window.YTD.tweets.part0 = ['), Buffer.alloc(20_000_000, ' ')]);
    const file = await fileOf('liar.zip', declaring(zipSync({ 'data/tweets.js': bomb }), 1000));

    const { records, problems } = await readAll(file);

    expect(records).toEqual([]);
    expect(problems).toEqual([expect.stringContaining('liar.zip, data/tweets.js: is damaged')]);
  });
});
