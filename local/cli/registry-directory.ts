import { fileURLToPath } from 'node:url';

/** The registry of this clone. */
export const REGISTRY_DIRECTORY = fileURLToPath(new URL('../../functions-registry', import.meta.url)).replace(
  /\/$/,
  '',
);
