/** A query that cannot be answered. `cause` says why, naming property and field, and quotes no data. */
export class EvaluationError extends Error {
  override readonly name = 'EvaluationError';
}
