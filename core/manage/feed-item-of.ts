import { readDateTime } from '../model/date-time.ts';
import type { FeedDetail, FeedItem } from '../model/feed-item.ts';
import type { FeedMapping } from '../model/feed-mapping.ts';
import type { Json } from '../model/json.ts';
import { filled, valueAt } from '../model/template.ts';

type Part<Name extends 'title' | 'content' | 'location'> = NonNullable<FeedMapping[Name]>;
type Detail = NonNullable<Part<'content'>['nestedStructure']>[string][number];
type Geo = NonNullable<Part<'location'>['geo']>;

/**
 * Shows a record as its function's mapping says. Where a text's placeholder finds no value, the text is left out, and
 * with it what cannot be without.
 *
 * @returns undefined for a record without a date
 */
export function feedItemOf(mapping: FeedMapping, source: string, data: Json): FeedItem | undefined {
  const iso = readDateTime(valueAt(data, mapping.date));
  if (iso === undefined) return undefined;
  const { title, content, location, types } = mapping;
  return present({
    source,
    date: { iso, unix: Math.floor(Date.parse(iso) / 1000) },
    types,
    title: title && titleOf(title, data),
    content: content && contentOf(content, data),
    location: location && locationOf(location, data),
  });
}

function titleOf({ text, subtitle, action }: Part<'title'>, data: Json): FeedItem['title'] {
  const shown = filled(text, data);
  return shown === undefined
    ? undefined
    : present({ text: shown, subtitle: subtitle && filled(subtitle, data), action });
}

function contentOf({ text, media, nestedStructure = {} }: Part<'content'>, data: Json): FeedItem['content'] {
  const nested = Object.entries(nestedStructure).map(([name, details]): [string, readonly FeedDetail[]] => [
    name,
    details.flatMap((detail) => detailOf(detail, data)),
  ]);
  return present({
    text: text && filled(text, data),
    media,
    nestedStructure: present(Object.fromEntries(nested)),
  });
}

/** A line says nothing when half of it is missing. */
function detailOf({ content, badge, types }: Detail, data: Json): readonly FeedDetail[] {
  const shown = filled(content, data);
  const number = badge && filled(badge, data);
  const isWhole = shown !== undefined && (number !== undefined || badge === undefined);
  return isWhole ? [present({ content: shown, badge: number, types })] : [];
}

function locationOf({ geo, address = {}, tags = [] }: Part<'location'>, data: Json): FeedItem['location'] {
  const { country, city } = address;
  return present({
    geo: geo && placeOf(geo, data),
    address: present({ country: country && filled(country, data), city: city && filled(city, data) }),
    tags: tags.flatMap((tag) => filled(tag, data) ?? []),
  });
}

function placeOf(geo: Geo, data: Json) {
  const [longitude, latitude] = [valueAt(data, geo.longitude), valueAt(data, geo.latitude)];
  const isPlace = isWithin(longitude, 180) && isWithin(latitude, 90);
  return isPlace ? { longitude, latitude } : undefined;
}

const isWithin = (value: Json | undefined, most: number): value is number =>
  typeof value === 'number' && Math.abs(value) <= most;

/** The fields in which there is anything. */
function present<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => !isNothing(value))) as T;
}

const isNothing = (value: unknown): boolean =>
  value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
