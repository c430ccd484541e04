// By `z.locales` a bundle would hold every language: 270 KB in each of the Lambdas.
import en from 'zod/v4/locales/en.js';

/** Option of a parse: issues say what was expected, which zod/mini leaves out. They quote no values. */
export const ENGLISH = { error: en().localeError };
