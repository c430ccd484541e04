import { createHash } from 'node:crypto';
import type { VEvent } from 'node-ical';
import { InvalidInput } from '../../../core/errors.ts';
import { reasonOf } from '../../failure-reason.ts';
import { isTimeZone } from '../../time/zoned-time.ts';
import { type Component, ComponentParser, propertyOf, unfold } from '../calendar/components.ts';
import { mapEvent } from '../calendar/map-event.ts';
import { type Clocks, readEvent, tryEvent } from '../calendar/prepare.ts';
import { expand } from '../calendar/series.ts';
import { CalendarZones } from '../calendar/zones.ts';
import { type ImportItem, problem, type ReadOptions, type Source } from '../import-item.ts';
import { MAX_CALENDAR_BYTES } from '../limits.ts';
import { LineSplitter } from '../line-splitter.ts';
import type { RawRecord } from '../raw-record.ts';

/**
 * Reads a calendar: every event, and of recurring ones every occurrence until a year from now.
 * @throws InvalidInput when the file is larger than 64 MB
 */
export async function* readCalendar(source: Source, options: ReadOptions): AsyncGenerator<ImportItem> {
  const calendar = new ComponentParser();
  for (const { line, bytes } of unfold(await readLines(source))) calendar.add(line, bytes);
  calendar.end();
  for (const { line, what } of calendar.broken) yield problem(`${source.name}, line ${line}`, what);
  const clocks: Clocks = {
    zones: new CalendarZones(calendar.components),
    floating: floatingZone(propertyOf({ lines: calendar.properties }, 'X-WR-TIMEZONE'), options.timeZone),
  };
  const until = new Date(options.now);
  // Whole days, so that the same file read again on the same day gives the same records.
  until.setUTCHours(365 * 24, 0, 0, 0);
  for (const [uid, events] of groupByUid(calendar.components)) {
    try {
      yield* readSeries(uid, events, { name: source.name, endpoint: options.as, clocks, until });
    } catch (error) {
      const where = `${source.name}, event on line ${events[0]?.line}`;
      yield problem(where, `cannot be read (${reasonOf(error).message}); it was left out`);
    }
  }
}

interface SeriesContext {
  readonly name: string;
  readonly endpoint: string | undefined;
  readonly clocks: Clocks;
  readonly until: Date;
}

function* readSeries(
  uid: string,
  components: readonly Component[],
  { name, endpoint = 'calendar/google/events', clocks, until }: SeriesContext,
): Generator<ImportItem> {
  const sound: { component: Component; event: VEvent }[] = [];
  for (const component of components) {
    const where = `${name}, event on line ${component.line}`;
    const outcome = tryEvent(component, clocks);
    if ('fault' in outcome) {
      yield problem(where, `${outcome.fault}; it was left out`);
      continue;
    }
    sound.push({ component, event: outcome.event });
    if (propertyOf(component, 'RDATE') !== undefined) {
      yield problem(where, 'has extra dates (RDATE), which are not read; its other dates are');
    }
  }
  const [first, ...others] = sound;
  if (!first) return;
  const all = sound.map(({ component }) => component);
  const place = `${name}, event on line ${first.component.line}`;
  const { occurrences, shortened } = expand(
    others.length === 0 ? first.event : readEvent(all, clocks),
    until,
  );
  for (const occurrence of occurrences) {
    yield { kind: 'record', where: place, endpoint, data: mapEvent(uid, occurrence) };
  }
  if (shortened !== undefined) yield problem(place, shortened);
}

async function readLines(source: Source): Promise<RawRecord[]> {
  const splitter = new LineSplitter(MAX_CALENDAR_BYTES);
  const lines: RawRecord[] = [];
  let size = 0;
  for await (const chunk of source.chunks) {
    size += chunk.length;
    if (size > MAX_CALENDAR_BYTES) {
      const limit = MAX_CALENDAR_BYTES / 2 ** 20;
      throw new InvalidInput(source.name, [
        `is larger than ${limit} MB: export fewer years or one calendar at a time`,
      ]);
    }
    lines.push(...splitter.push(chunk));
  }
  return [...lines, ...splitter.end()];
}

function floatingZone(ofCalendar: string | undefined, fallback: string): string {
  return ofCalendar !== undefined && isTimeZone(ofCalendar) ? ofCalendar : fallback;
}

/** An event without UID gets one from its content, so that it keeps it. */
function groupByUid(components: readonly Component[]): Map<string, Component[]> {
  const groups = new Map<string, Component[]>();
  for (const component of components.filter(({ type }) => type === 'VEVENT')) {
    const uid = propertyOf(component, 'UID') || contentHash(component);
    groups.set(uid, [...(groups.get(uid) ?? []), component]);
  }
  return groups;
}

function contentHash({ lines }: Component): string {
  return createHash('sha256').update(JSON.stringify(lines)).digest('hex').slice(0, 32);
}
