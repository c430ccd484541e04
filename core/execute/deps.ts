import type {
  Clock,
  DeadLetters,
  EngineLog,
  ExecutionQueue,
  ExecutionStore,
  FunctionCatalogue,
  FunctionInvoker,
  OutcomePublisher,
  OutputSchemas,
  Pda,
  Pseudonyms,
  StatusStore,
} from '../ports.ts';

/** Everything a run touches. */
export interface ExecutorDeps {
  readonly catalogue: FunctionCatalogue;
  readonly statuses: StatusStore;
  readonly executions: ExecutionStore;
  readonly queue: ExecutionQueue;
  readonly deadLetters: DeadLetters;
  readonly outcomes: OutcomePublisher;
  readonly invoker: FunctionInvoker;
  readonly pda: Pda;
  readonly pseudonyms: Pseudonyms;
  readonly schemas: OutputSchemas;
  readonly log: EngineLog;
  readonly now: Clock;
  readonly newId: () => string;
  /** In [0, 1). */
  readonly random: () => number;
}
