import * as z from 'zod/mini';

/** Option of a parse: issues say what was expected, which zod/mini leaves out. They quote no values. */
export const ENGLISH = { error: z.locales.en().localeError };
