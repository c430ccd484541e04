import type { Holder } from '../../core/model/role.ts';

/** What the authentication step leaves for the routes behind it: whose PDA this request is about, and who asks. */
export type ApiVariables = { Variables: { pda: string; caller: Holder } };
