/** Marks whatever seals functions, and the functions: `policies/` denies opening what carries it. */
export const SEALED_TAG = { key: 'smart-hat-engine:sealed', value: 'true' } as const;
