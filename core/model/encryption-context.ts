/** What the data keys of PDAs' tokens are for: KMS opens them only to who says so, and policies allow nothing else. */
export const ENCRYPTION_CONTEXT = { purpose: 'pda-tokens' } as const;
