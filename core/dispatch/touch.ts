import type { DataEvent } from '../model/data-event.ts';
import type { FunctionStatus } from '../model/function-status.ts';

/** Derived data may lead to derived data this often; longer chains end. */
const LONGEST_CHAIN = 3;

/** Whether an event concerns a function: it saved what the owner lets the function read, and closes no loop. */
export function isTouched(status: FunctionStatus, event: DataEvent): boolean {
  const chain = event.chain ?? [];
  if (!status.enabled || chain.includes(status.functionId) || chain.length > LONGEST_CHAIN) return false;
  return status.consent?.scope.reads.some((read) => event.endpoints.includes(read.endpoint)) ?? false;
}
