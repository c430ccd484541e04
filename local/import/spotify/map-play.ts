import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { dateTimeSchema } from '../../../core/model/date-time.ts';
import { type Json, omittable } from '../../../core/model/json.ts';
import { fieldAtFault } from '../field-at-fault.ts';
import type { Mapped } from '../import-item.ts';

const milliseconds = z.number().check(z.nonnegative());

/** "Account data": UTC to the minute, and nothing but names. */
const shortSchema = z.object({
  endTime: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/)),
  artistName: z.string(),
  trackName: z.string(),
  msPlayed: milliseconds,
});

/** "Extended streaming history". Where and on what somebody listened stays out. */
const extendedSchema = z.object({
  ts: dateTimeSchema,
  ms_played: milliseconds,
  master_metadata_track_name: z.string(),
  master_metadata_album_artist_name: omittable(z.string()),
  master_metadata_album_album_name: omittable(z.string()),
  spotify_track_uri: omittable(z.string()),
});

interface Play {
  /** When it ended, ISO. */
  readonly at: string;
  readonly listened: number;
  readonly id?: string | undefined;
  readonly name: string;
  readonly artist: string;
  readonly album: string;
}

const OTHER = 'plays of podcasts and audiobooks, which are no songs';

/**
 * A play of a streaming history, short or extended, as the `spotify/feed` feed has it.
 * @returns `leftOut` for what is sound but no song
 */
export function mapPlay(value: Json): Mapped | { readonly leftOut: string } {
  if (isNoSong(value)) return { leftOut: OTHER };
  const extended = isObject(value) && 'ts' in value;
  const read = extended ? readExtended(value) : readShort(value);
  if ('problem' in read) return read;
  const { at, listened, id, name, artist, album } = read;
  return {
    data: {
      played_at: at,
      track: {
        id: id ?? madeUpId(artist, name),
        name,
        // How long it was listened to: a history does not tell how long the track is.
        duration_ms: listened,
        artists: [{ name: artist }],
        album: { name: album },
      },
    },
  };
}

function readShort(value: Json): Play | { readonly problem: string } {
  const parsed = shortSchema.safeParse(value);
  if (!parsed.success) return { problem: fieldAtFault('a play', parsed.error) };
  const { endTime, msPlayed, trackName, artistName } = parsed.data;
  const at = dateTimeSchema.safeParse(endTime.replace(' ', 'T')).data;
  if (at === undefined) return { problem: 'is not a play: "endTime" is missing or unusable' };
  return { at, listened: msPlayed, name: trackName, artist: artistName, album: '' };
}

function readExtended(value: Json): Play | { readonly problem: string } {
  const parsed = extendedSchema.safeParse(value);
  if (!parsed.success) return { problem: fieldAtFault('a play', parsed.error) };
  const play = parsed.data;
  return {
    at: play.ts,
    listened: play.ms_played,
    id: /^spotify:track:(\w+)$/.exec(play.spotify_track_uri ?? '')?.[1],
    name: play.master_metadata_track_name,
    artist: play.master_metadata_album_artist_name ?? '',
    album: play.master_metadata_album_album_name ?? '',
  };
}

/** Short histories name the podcast instead of the track, extended ones leave the track's name empty. */
function isNoSong(value: Json): boolean {
  if (!isObject(value)) return false;
  return 'podcastName' in value || ('ts' in value && value.master_metadata_track_name === null);
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** The same song has the same id wherever it stands in a short history, which knows none. */
function madeUpId(artist: string, name: string): string {
  return createHash('sha256')
    .update(JSON.stringify([artist, name]))
    .digest('hex')
    .slice(0, 22);
}
