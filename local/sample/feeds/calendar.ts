import type { Json } from '../../../core/model/json.ts';
import { instantAt, isoWithOffset } from '../../time/zoned-time.ts';
import type { Day, Life } from '../day.ts';
import type { Random } from '../random.ts';
import type { Dated, Feed } from './feed.ts';

interface Appointment {
  readonly summary: string;
  /** Minutes after midnight. */
  readonly at: number;
  readonly minutes: number;
  readonly location?: string;
  readonly with?: readonly string[];
}

const TEAM = ['priya', 'tom', 'jo'];
const ROUTINE: Readonly<Record<number, readonly Appointment[]>> = {
  0: [{ summary: 'Lunch with the family', at: 13 * 60, minutes: 120, location: "Mum's" }],
  1: [{ summary: 'Planning', at: 10 * 60, minutes: 60, location: 'Room 2', with: TEAM }],
  2: [{ summary: 'Running club', at: 18 * 60 + 30, minutes: 75, location: 'Canal bridge' }],
  3: [{ summary: 'Budget review', at: 14 * 60, minutes: 45, location: 'Room 1', with: ['jo'] }],
  4: [{ summary: 'Choir', at: 19 * 60, minutes: 90, location: 'Church hall' }],
  5: [{ summary: 'Retrospective', at: 15 * 60, minutes: 60, location: 'Room 2', with: TEAM }],
};
const STAND_UP: Appointment = { summary: 'Stand-up', at: 9 * 60 + 30, minutes: 15, with: TEAM };
const EXTRAS: readonly Appointment[] = [
  { summary: 'Dentist', at: 11 * 60 + 20, minutes: 40, location: 'Mill Street' },
  { summary: 'Coffee with Tom', at: 16 * 60, minutes: 45, location: 'Corner Café' },
  { summary: 'Parents’ evening', at: 17 * 60 + 30, minutes: 60, location: 'School' },
  { summary: 'Call with the suppliers', at: 11 * 60, minutes: 30, with: ['suppliers'] },
  { summary: 'Haircut', at: 17 * 60, minutes: 30 },
];
const WHOLE_DAYS = ['Birthday: Gran', 'Bin collection', 'Birthday: Tom', 'Car service', 'School closed'];

/** `calendar/google/events`: a weekly routine with exceptions, all-day events and trips in other time zones. */
export const calendar: Feed = (day, random, life) => {
  const routine = day.trip ? [] : (ROUTINE[day.weekday] ?? []);
  const appointments = [
    ...(day.isWorkday ? [STAND_UP] : []),
    ...routine,
    ...(random.chance(0.3) ? [random.pick(EXTRAS)] : []),
  ];
  return [
    ...tripStart(day),
    ...(random.chance(0.1) ? [wholeDay(day, random)] : []),
    ...appointments.map((appointment) => timed(appointment, day, random, life)),
  ];
};

function timed(appointment: Appointment, day: Day, random: Random, life: Life): Dated {
  const at = instantAt(day.date, appointment.at, day.zone);
  const end = new Date(at.getTime() + appointment.minutes * 60_000);
  const guests = (appointment.with ?? []).map(
    (guest): Json => ({
      email: `${guest}@example.org`,
      responseStatus: random.chance(0.85) ? 'accepted' : 'tentative',
    }),
  );
  const self = { email: `${life.person}@example.org`, responseStatus: 'accepted' };
  return {
    at,
    data: {
      id: `${slug(appointment.summary)}_${at.toISOString().replace(/[-:]|\.\d+/g, '')}`,
      status: random.chance(0.06) ? 'cancelled' : 'confirmed',
      summary: appointment.summary,
      ...(random.chance(0.15) && { description: 'Agenda in the shared folder.' }),
      ...(appointment.location !== undefined && { location: appointment.location }),
      start: { dateTime: isoWithOffset(at, day.zone) },
      end: { dateTime: isoWithOffset(end, day.zone) },
      attendees: guests.length > 0 ? [self, ...guests] : [],
    },
  };
}

function wholeDay(day: Day, random: Random): Dated {
  return allDay(random.pick(WHOLE_DAYS), day, dayAfter(day.date));
}

function tripStart(day: Day): readonly Dated[] {
  return day.trip?.from === day.date ? [allDay(`Trip to ${day.trip.city}`, day, day.trip.to)] : [];
}

function allDay(summary: string, day: Day, until: string): Dated {
  return {
    at: instantAt(day.date, 0, day.zone),
    data: {
      id: `${slug(summary)}_${day.date.replaceAll('-', '')}`,
      status: 'confirmed',
      summary,
      start: { date: day.date },
      end: { date: until },
      attendees: [],
    },
  };
}

function dayAfter(date: string): string {
  return new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);
}

function slug(text: string): string {
  return text.toLowerCase().replace(/[^a-z]+/g, '-');
}
