const DAY = /^(?:(\d{4})-(\d{2})-(\d{2})|(\d{2})\/(\d{2})\/(\d{2}))$/;
const TIME = /^\d{2}:\d{2}:\d{2}(\.\d{3})?$/;

/**
 * The day, ISO, of `2020-01-31` or `01/31/20`, which Fitbit's export mixes.
 * @returns undefined when `text` is no day that exists
 */
export function dayOf(text: string): string | undefined {
  const [, year, month, day, usMonth, usDay, usYear] = DAY.exec(text) ?? [];
  const iso = year === undefined ? `20${usYear}-${usMonth}-${usDay}` : `${year}-${month}-${day}`;
  return isReal(`${iso}T00:00:00.000`) ? iso : undefined;
}

/**
 * The moment on the wearer's clock, `2020-01-31T07:15:00.000`, of that or of `01/31/20 07:15:00`. The export names
 * no zone.
 * @returns undefined when `text` is no moment
 */
export function momentOf(text: string): string | undefined {
  const [date = '', time = ''] = text.split(/[T ]/, 2);
  const day = dayOf(date);
  const moment = `${day}T${time.length === '07:15:00'.length ? `${time}.000` : time}`;
  return day !== undefined && TIME.test(time) && isReal(moment) ? moment : undefined;
}

/** `Date` rolls the 31st of February over into March. */
function isReal(moment: string): boolean {
  const date = new Date(`${moment}Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString() === `${moment}Z`;
}
