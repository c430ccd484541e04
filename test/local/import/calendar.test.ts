import { zipSync } from 'fflate';
import type { Json } from '../../../core/model/json.ts';
import { fileOf, fixture, readAll } from './import-files.ts';

function calendarOf(...lines: string[]): string {
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
}

function eventOf(...lines: string[]): string[] {
  return ['BEGIN:VEVENT', 'UID:e', 'SUMMARY:Event', ...lines, 'END:VEVENT'];
}

async function readCalendar(...lines: string[]): ReturnType<typeof readAll> {
  return readAll(await fileOf('c.ics', calendarOf(...lines)));
}

function withId(records: readonly Json[], id: string): unknown {
  return records.find((record) => (record as { id: string }).id === id);
}

describe('a calendar', () => {
  it('keeps local time over a change of the clocks, leaves out exceptions and moves changed instances', async () => {
    const { records } = await readAll(await fileOf('calendar.ics', await fixture('calendar.ics')));

    expect(records.slice(0, 4)).toMatchObject([
      { id: 'run@example.org_20250318T070000Z', start: { dateTime: '2025-03-18T07:00:00Z' } },
      { id: 'run@example.org_20250401T060000Z', start: { dateTime: '2025-04-01T07:00:00+01:00' } },
      {
        id: 'run@example.org_20250408T060000Z',
        summary: 'Evening run instead',
        start: { dateTime: '2025-04-09T18:30:00+01:00' },
        end: { dateTime: '2025-04-09T19:30:00+01:00' },
      },
      { id: 'run@example.org_20250415T060000Z', start: { dateTime: '2025-04-15T07:00:00+01:00' } },
    ]);
  });

  it('gives all-day events as days, even over a change of the clocks', async () => {
    const { records } = await readAll(await fileOf('calendar.ics', await fixture('calendar.ics')));

    expect(withId(records, 'offsite@example.org')).toEqual({
      id: 'offsite@example.org',
      status: 'tentative',
      summary: 'Off-site',
      start: { date: '2025-03-29' },
      end: { date: '2025-04-01' },
      attendees: [],
    });
  });

  it('reads times without a zone by the clock of the calendar', async () => {
    const { records } = await readAll(await fileOf('calendar.ics', await fixture('calendar.ics')));

    expect(withId(records, 'dentist@example.org')).toEqual({
      id: 'dentist@example.org',
      status: 'cancelled',
      summary: 'Dentist',
      description:
        'Bring the form.\nAsk about the crown; it is loose. This line is folded in the middle of it.',
      start: { dateTime: '2025-07-16T14:15:00+01:00' },
      end: { dateTime: '2025-07-16T15:00:00+01:00' },
      attendees: [],
    });
  });

  it('reads times without a zone by the given clock where the calendar names none', async () => {
    const { records } = await readCalendar(...eventOf('DTSTART:20250716T141500'));

    expect(records).toMatchObject([{ start: { dateTime: '2025-07-16T14:15:00+02:00' } }]);
  });

  it('names the people invited and how they answered', async () => {
    const { records } = await readAll(await fileOf('calendar.ics', await fixture('calendar.ics')));

    expect(withId(records, 'call@example.org')).toMatchObject({
      summary: 'Call',
      attendees: [
        { email: 'asha@example.org', displayName: 'Rao, Asha', responseStatus: 'accepted' },
        { email: 'ben@example.org', responseStatus: 'needsAction' },
      ],
    });
  });

  it.each([
    ['Europe/London', '2025-03-05T09:00:00Z'],
    ['W. Europe Standard Time', '2025-03-05T09:00:00+01:00'],
    ['GMT+0530', '2025-03-05T09:00:00+05:30'],
  ])('knows the time zone %s', async (zone, expected) => {
    const { records } = await readCalendar(...eventOf(`DTSTART;TZID=${zone}:20250305T090000`));

    expect(records).toMatchObject([{ start: { dateTime: expected } }]);
  });

  it('follows the rules a calendar gives for a zone of its own', async () => {
    const { records } = await readAll(await fileOf('calendar.ics', await fixture('calendar.ics')));

    expect(withId(records, 'office@example.org')).toMatchObject({
      start: { dateTime: '2025-03-05T09:00:00+01:00' },
    });
  });

  it('reports events it cannot place in time and reads the rest', async () => {
    const { records, problems } = await readAll(await fileOf('calendar.ics', await fixture('calendar.ics')));

    expect(problems).toEqual([
      'calendar.ics, event on line 74: DTSTART is in time zone "Mars/Base", which is unknown; it was left out',
      'calendar.ics, event on line 79: has an RRULE that cannot be read (Invalid FREQ value: SOMETIMES); it was left out',
    ]);
    expect(withId(records, 'birthday@example.org_20260228')).toMatchObject({ start: { date: '2026-02-28' } });
  });

  it('ends an endless series a year from now', async () => {
    const { records, problems } = await readCalendar(
      ...eventOf('DTSTART:20250530T090000Z', 'RRULE:FREQ=DAILY'),
    );

    expect(records).toHaveLength(3 + 364);
    expect(records.at(-1)).toMatchObject({ id: 'e_20260531T090000Z' });
    expect(problems).toEqual([]);
  });

  it('keeps the latest 1,000 occurrences of a long series and says so', async () => {
    const { records, problems } = await readCalendar(
      ...eventOf('DTSTART:19950530T090000Z', 'RRULE:FREQ=DAILY'),
    );

    expect(records).toHaveLength(1000);
    expect(records.at(-1)).toMatchObject({ id: 'e_20260531T090000Z' });
    expect(problems).toEqual([
      'c.ics, event on line 3: recurs more than 1000 times: only the latest 1000 were read',
    ]);
  });

  it('keeps a changed instance whose series is missing', async () => {
    const { records } = await readCalendar(
      ...eventOf('RECURRENCE-ID:20250305T090000Z', 'DTSTART:20250306T090000Z'),
    );

    expect(records).toMatchObject([
      { id: 'e_20250305T090000Z', start: { dateTime: '2025-03-06T09:00:00Z' } },
    ]);
  });

  it('reads the series of a bad changed instance', async () => {
    const { records, problems } = await readCalendar(
      ...eventOf('DTSTART:20250305T090000Z', 'RRULE:FREQ=DAILY;COUNT=2'),
      ...eventOf('RECURRENCE-ID:20250305T090000Z', 'DTSTART:tomorrow'),
    );

    expect(records).toHaveLength(2);
    expect(problems).toEqual([
      'c.ics, event on line 9: has no DTSTART, or one that is not a date; it was left out',
    ]);
  });

  it('gives an event without UID an id that stays the same', async () => {
    const nameless = ['BEGIN:VEVENT', 'SUMMARY:No id', 'DTSTART:20250305T090000Z', 'END:VEVENT'];

    const [first, second] = await Promise.all([readCalendar(...nameless), readCalendar(...nameless)]);

    expect(first.records).toMatchObject([{ id: expect.stringMatching(/^[0-9a-f]{32}$/) }]);
    expect(second.records).toEqual(first.records);
  });

  it('is read from a zip of calendars', async () => {
    const content = calendarOf(...eventOf('DTSTART:20250305T090000Z'));
    const file = await fileOf('export.zip', zipSync({ 'home.ics': Buffer.from(content) }));

    const { records, endpoints } = await readAll(file);

    expect(records).toHaveLength(1);
    expect(endpoints).toEqual(new Set(['calendar/google/events']));
  });

  it('survives names that mean something to a program', async () => {
    const { records } = await readCalendar(
      'BEGIN:VEVENT',
      'UID:__proto__',
      'DTSTART:20250305T090000Z',
      'X-start:tomorrow',
      'X-rrule:FREQ=SECONDLY',
      '__proto__:x',
      'CONSTRUCTOR:x',
      'SUMMARY:Odd',
      'END:VEVENT',
    );

    expect(records).toMatchObject([
      { id: '__proto__', summary: 'Odd', start: { dateTime: '2025-03-05T09:00:00Z' } },
    ]);
  });

  it.each([
    'FREQ=SECONDLY',
    `FREQ=YEARLY;BYHOUR=${[...Array(24).keys()]};BYMINUTE=${[...Array(60).keys()]};BYSECOND=${[...Array(60).keys()]}`,
    'FREQ=DAILY;COUNT=99999',
  ])('does not choke on the rule %.40s', async (rule) => {
    const { records, problems } = await readCalendar(...eventOf('DTSTART:19950305T090000Z', `RRULE:${rule}`));

    expect(records.length).toBeGreaterThan(0);
    expect(records.length).toBeLessThanOrEqual(1000);
    expect(problems).toHaveLength(1);
  });
});
