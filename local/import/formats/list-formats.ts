import type { Json } from '../../../core/model/json.ts';
import { mapActivity, mapSleep, mapWeight } from '../fitbit/map-fitbit.ts';
import type { Mapped } from '../import-item.ts';
import { mapPlay } from '../spotify/map-play.ts';

/** A kind of download that is one JSON list of records. */
export interface ListFormat {
  readonly kind: 'spotify-plays' | 'fitbit-sleep' | 'fitbit-activity' | 'fitbit-weight';
  readonly endpoint: string;
  /** What a record is called in messages. */
  readonly noun: string;
  /** Path of such a file in a download. */
  readonly file: RegExp;
  /** Each a set of keys by which its first record is known, whatever the file is called. */
  readonly signatures: readonly (readonly string[])[];
  /** `leftOut` says, in the plural, what sound records that have no place in the feed are. */
  readonly map: (record: Json) => Mapped | { readonly leftOut: string };
}

export const LIST_FORMATS: readonly ListFormat[] = [
  {
    kind: 'spotify-plays',
    endpoint: 'spotify/feed',
    noun: 'play',
    file: /(^|\/)(StreamingHistory(_music_)?\d+|Streaming_History_Audio_[^/]*|endsong_\d+)\.json$/,
    signatures: [
      ['endTime', 'msPlayed'],
      ['ts', 'ms_played'],
    ],
    map: mapPlay,
  },
  {
    kind: 'fitbit-sleep',
    endpoint: 'fitbit/sleep',
    noun: 'night',
    file: /(^|\/)sleep-[^/]*\.json$/,
    signatures: [['logId', 'dateOfSleep', 'timeInBed']],
    map: mapSleep,
  },
  {
    kind: 'fitbit-activity',
    endpoint: 'fitbit/activity',
    noun: 'activity',
    file: /(^|\/)exercise-[^/]*\.json$/,
    signatures: [['logId', 'activityName', 'originalStartTime']],
    map: mapActivity,
  },
  {
    kind: 'fitbit-weight',
    endpoint: 'fitbit/weight',
    noun: 'weighing',
    file: /(^|\/)weight-[^/]*\.json$/,
    signatures: [['logId', 'weight', 'bmi', 'date']],
    map: mapWeight,
  },
];

/** The format whose first record has these keys. */
export function formatOf(keys: readonly string[]): ListFormat | undefined {
  const has = (signature: readonly string[]): boolean => signature.every((key) => keys.includes(key));
  return LIST_FORMATS.find(({ signatures }) => signatures.some(has));
}

export function formatNamed(path: string): ListFormat | undefined {
  return LIST_FORMATS.find(({ file }) => file.test(path));
}
