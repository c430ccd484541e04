/** What the stacks make of the engine's Lambdas; a test holds these to the templates. */
export const ENGINE = {
  executor: { memory: 2_048, batch: 10 },
  dispatcher: { memory: 512, batch: 10, batches: 10 },
  api: { memory: 512, requestsPerSecond: 100 },
  /** Seconds between two rounds of reconcile. */
  reconcileEvery: 60,
  /** Keys, secrets and alarms of the engine itself, whatever its load. */
  keys: 2,
  secrets: 2,
} as const;

/** Medians of one request, in ms: what AWS's services take within a region. Assumptions, as there is no account to ask. */
export const LATENCY = { dynamodb: 6, sqs: 12, eventbridge: 20, api: 40 } as const;
