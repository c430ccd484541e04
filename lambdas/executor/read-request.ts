import { type ExecutionRequest, executionRequestSchema } from '../../core/model/execution-request.ts';
import { explainIssues } from '../shared/explain-issues.ts';

/** Reads the body of a message. @returns the request, or why it is none */
export function readRequest(body: string): ExecutionRequest | string {
  try {
    const read = executionRequestSchema.safeParse(JSON.parse(body));
    return read.success ? read.data : explainIssues('Execution request', read.error.issues);
  } catch {
    return 'Execution request: not JSON';
  }
}
