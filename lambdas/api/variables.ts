/** What the authentication step leaves for the routes behind it: whose request this is. */
export type ApiVariables = { Variables: { pda: string } };
