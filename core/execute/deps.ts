import type {
  Clock,
  DeadLetters,
  EngineLog,
  ExecutionQueue,
  ExecutionStore,
  FunctionCatalogue,
  FunctionInvoker,
  GroupPseudonyms,
  OutcomePublisher,
  OutputSchemas,
  Pda,
  RunSlots,
  StatusStore,
  TenantPseudonyms,
} from '../ports.ts';

/** Everything a run touches. */
export interface ExecutorDeps {
  readonly catalogue: FunctionCatalogue;
  readonly statuses: StatusStore;
  readonly executions: ExecutionStore;
  readonly slots: RunSlots;
  /** Most runs of one function that are at work at a time, over all PDAs. */
  readonly inFlightPerFunction: number;
  readonly queue: ExecutionQueue;
  readonly deadLetters: DeadLetters;
  readonly outcomes: OutcomePublisher;
  readonly invoker: FunctionInvoker;
  readonly pda: Pda;
  readonly tenants: TenantPseudonyms;
  readonly groups: GroupPseudonyms;
  readonly schemas: OutputSchemas;
  readonly log: EngineLog;
  readonly now: Clock;
  readonly newId: () => string;
  /** In [0, 1). */
  readonly random: () => number;
}
