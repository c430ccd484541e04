/** A KMS that does not answer is an error, not a run that never ends; ms. */
export const KMS_PATIENCE = { connectionTimeout: 3_000, requestTimeout: 10_000, throwOnRequestTimeout: true };
