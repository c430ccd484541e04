/**
 * What AWS bounds, as documented in 2026. "Raisable" ones are raised on request; the others are how the service is made.
 */
export const AWS = {
  /** Concurrent executions of an account in a region; raisable. */
  concurrency: 1_000,
  /** Tenant environments of a function, at work or idle, for every 1,000 concurrent executions that it may have. */
  environmentsPerThousand: 2_500,
  /** Synchronous invocations a second of a function, for every concurrent execution of the account. */
  invocationsPerConcurrency: 10,
  /** Most at which SQS feeds one Lambda, in batches at a time. */
  mostBatchesPerQueue: 1_000,
  /** MB of a Lambda. */
  leastMemory: 128,
  mostMemory: 10_240,
  /** Write units a second of one partition of a table or an index; no request raises it. */
  partitionWrites: 1_000,
  /** Read units a second of one partition. */
  partitionReads: 3_000,
  /** Write units a second of an on-demand table; raisable. A new table serves a tenth at once, and grows. */
  tableWrites: 40_000,
  newTableWrites: 4_000,
  /** Events a second that EventBridge takes from an account in a large region; raisable. */
  eventsPut: 10_000,
  /** Symmetric operations of KMS a second in a large region; raisable. */
  kmsOperations: 20_000,
  /** One page of a scan. */
  scanPageBytes: 1_048_576,
  /** Fair queueing holds a group back that has so many messages in flight, and a tenth of all of them. */
  noisyInFlight: 30,
  noisyShare: 0.1,
} as const;
