/** Bytes of one record; the PDA takes bodies of 1 MB. */
export const MAX_RECORD_BYTES = 900_000;
/** Objects and lists inside each other; deeper ones exhaust the stack of what reads them. */
export const MAX_RECORD_DEPTH = 100;
/** Unpacked bytes of one file in a zip: far above any real archive's part, far below what a zip bomb wants. */
export const MAX_UNPACKED_BYTES = 256 * 2 ** 20;
/** Bytes of a calendar, which is held in memory because changes to a series may stand anywhere. */
export const MAX_CALENDAR_BYTES = 64 * 2 ** 20;
/** Occurrences read of one recurring event. */
export const MAX_OCCURRENCES = 1000;
