/** Bytes of one record; the embedded PDA takes bodies of 6 MiB (6.29 MB), in which it is wrapped. */
export const MAX_RECORD_BYTES = 6_250_000;
/** Objects and lists inside each other; the embedded PDA takes bodies of 200 levels, a list of records being one. */
export const MAX_RECORD_DEPTH = 199;
/** Unpacked bytes of one file in a zip: far above any real archive's part, far below what a zip bomb wants. */
export const MAX_UNPACKED_BYTES = 256 * 2 ** 20;
/** Bytes of a calendar, which is held in memory because changes to a series may stand anywhere. */
export const MAX_CALENDAR_BYTES = 64 * 2 ** 20;
/** Occurrences read of one recurring event. */
export const MAX_OCCURRENCES = 1000;
