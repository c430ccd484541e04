import { LONGEST_PATH, MOST_PLACES } from '../../../core/execute/result-check.ts';
import { ERROR_CODES, ERRORS } from '../../../core/model/error-code.ts';
import {
  DURATION_BUCKETS,
  PUBLISHED_STATUSES,
  RECORD_BUCKETS,
} from '../../../core/model/published-outcome.ts';
import { FUNCTIONS } from '../play/registered.ts';
import { ENDINGS } from '../private/hostile.ts';
import { matching, oneOf, upTo } from './facts.ts';

/** Most that one invocation carries, either way. */
const MOST_BYTES = 6 * 1024 * 1024;
/** Of a record in an invocation: `{"endpoint":"a/b","data":0},`. */
const FEWEST_BYTES = 28;
/** Of a function, with what is added to its time-out. */
const LONGEST_MS = 305_000;
/** Most that one part derives. */
const MOST_RECORDS = 10_000;
/** Letters of endpoints: a-z, 0-9, "-" and "/". */
const LETTERS = 38;

/** Codes that a function chooses by what it answers. */
const CHOSEN = ERROR_CODES.filter((code) => /^(FUNCTION_(ERROR|TIMEOUT|CRASHED)$|RESULT_)/.test(code));
const ENDING_BITS = Math.log2(CHOSEN.length + 3);
const ENDING_TEXT = `${CHOSEN.length} codes; derived something, nothing, or nothing to read`;

/** What the declared fields may hold. */
export const VALUES = {
  code: { ...oneOf([...CHOSEN, 'RECORD_TOO_LARGE'], ENDING_TEXT), bits: ENDING_BITS },
  reason: {
    ...oneOf(
      CHOSEN.map((code) => `${code}: ${ERRORS[code].cause}`),
      'one text for each code',
    ),
    bits: Math.log2(CHOSEN.length),
  },
  status: oneOf(['succeeded', 'empty', 'failed', 'refused']),
  ending: oneOf(ENDINGS),
  isError: oneOf([true, false]),
  isLast: oneOf([true, false]),
  publishedStatus: { ...oneOf(PUBLISHED_STATUSES, 'succeeded, failed'), bits: 1 },
  bucket: oneOf(RECORD_BUCKETS),
  durationBucket: oneOf(DURATION_BUCKETS),
  milliseconds: upTo(LONGEST_MS, '0 to 305,000 ms'),
  /** Of all tries together; one of them takes no longer than that. */
  total: { ...upTo(LONGEST_MS, '0 to 305,000 ms'), allows: Number.isInteger },
  /** When something happened, or is to: as much later as the function took longer. */
  time: matching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/, '0 to 305,000 ms', Math.log2(LONGEST_MS + 1)),
  seconds: upTo(LONGEST_MS / 1000, '0 to 305 s'),
  bytes: upTo(MOST_BYTES),
  /** A window may be larger than a part. */
  traffic: { ...upTo(MOST_BYTES), allows: Number.isInteger },
  recordsRead: upTo(Math.floor(MOST_BYTES / FEWEST_BYTES)),
  recordsDerived: upTo(MOST_RECORDS),
  /** The engine sets no bound: each takes 6 MB of its owner's PDA. */
  setAside: upTo(999),
  /** Of all records of a PDA: from one run to the next it grows by what was derived and by what its owner saved. */
  position: matching(/^\d+$/, `up to ${MOST_RECORDS} further`, Math.log2(MOST_RECORDS + 1)),
  place: matching(
    /^[0-9a-z-]+(\/[0-9a-z-]+)*$/,
    `${MOST_PLACES} of ${LONGEST_PATH} characters, with allowSubpaths alone`,
    MOST_PLACES * LONGEST_PATH * Math.log2(LETTERS),
  ),
  /** Each or not, of those whose output a function reads, and those behind them. */
  sources: {
    ...oneOf(
      FUNCTIONS.map(({ id }) => id),
      `each of ${FUNCTIONS.length} functions, or not`,
    ),
    bits: FUNCTIONS.length,
  },
} as const;
