/** Whose fault a failed execution is; decides back-off and whether it counts against the function. */
export type Fault = 'function' | 'pda' | 'engine' | 'owner';

export interface ErrorExplanation {
  readonly fault: Fault;
  /** What happened. */
  readonly cause: string;
  /** What the owner, the developer or the operator can do. */
  readonly remedy: string;
}

const of = (fault: Fault, cause: string, remedy: string): ErrorExplanation => ({ fault, cause, remedy });

/** Every code an execution can end with. Codes are all that leaves a failed run: no text of a function ever does. */
export const ERRORS = {
  FUNCTION_ERROR: of(
    'function',
    'The function threw an error.',
    'Developer: run it on the same kind of data locally and read its output.',
  ),
  FUNCTION_TIMEOUT: of(
    'function',
    'The function did not answer within its time-out.',
    'Developer: raise "timeout" in function.json, or lower "maxRecords".',
  ),
  FUNCTION_CRASHED: of(
    'function',
    "The function's process ended before it answered.",
    'Developer: check memory use and exits; raise "memory" in function.json.',
  ),
  BUNDLE_INVALID: of(
    'function',
    'The function asked for data in a form that is not a data bundle.',
    'Developer: compare the answer of the bundle call with the data bundle schema.',
  ),
  BUNDLE_OUT_OF_SCOPE: of(
    'function',
    'The function asked for data its owner did not consent to. Nothing was read.',
    'Developer: widen "reads" in a new version; owner: enable that version if you agree.',
  ),
  BUNDLE_TOO_LARGE: of(
    'function',
    'The function asked for more data than a PDA that cannot page its windows may answer at once. Nothing was read.',
    'Developer: bound the bundle by the dates it is asked with, or by filters; operator: see docs/pda.md.',
  ),
  RECORD_TOO_LARGE: of(
    'function',
    'A record is larger than one invocation may carry; it was set aside.',
    'Owner: the record stays in your PDA; the function cannot see it.',
  ),
  RESULT_INVALID: of(
    'function',
    "The function's answer has the wrong shape. Nothing was written.",
    'Developer: return an array of { namespace, endpoint, data, linkedRecords }.',
  ),
  RESULT_OUT_OF_PLACE: of(
    'function',
    'The function tried to write outside its registered endpoint. Nothing was written.',
    'Developer: write only to the namespace and endpoint in function.json.',
  ),
  RESULT_TOO_LARGE: of(
    'function',
    "The function's answer has too many records, is too large or too deeply nested. Nothing was written.",
    'Developer: return fewer or smaller records; lower "maxRecords".',
  ),
  DERIVED_TOO_LARGE: of(
    'function',
    'The PDA takes no request as large as a derived record. That one was not written; others of the same answer may have been.',
    'Developer: return smaller records; operator: see docs/pda.md.',
  ),
  RESULT_SCHEMA: of(
    'function',
    "A derived record does not match the function's outputSchema. Nothing was written.",
    'Developer: correct the record or the schema.',
  ),
  RESULT_UNSAFE_TEXT: of(
    'function',
    'A derived record holds an absolute URL, HTML, or control or invisible characters its outputSchema does not allow. Nothing was written.',
    'Developer: remove it, or declare that text in the outputSchema.',
  ),
  PDA_UNREACHABLE: of(
    'pda',
    'The PDA did not answer.',
    'Operator: check that the PDA is up; the run resumes by itself.',
  ),
  PDA_REFUSED: of(
    'pda',
    'The PDA refused the request.',
    'Operator: check the credentials registered for this PDA.',
  ),
  PDA_FENCED: of(
    'engine',
    'A newer run of the same function has taken over.',
    'Nothing to do: the newer run does the work.',
  ),
  THROTTLED: of(
    'engine',
    'The platform is at its capacity.',
    'Nothing to do: the run resumes by itself. Operator: raise the concurrency quota if it lasts.',
  ),
  FUNCTION_NOT_READY: of(
    'engine',
    "The function's environment is not ready yet.",
    'Nothing to do: the run resumes by itself.',
  ),
  INTERNAL: of(
    'engine',
    'The engine met an error of its own.',
    "Operator: look in the engine's log for this execution id; the run resumes by itself.",
  ),
  FUNCTION_UNAVAILABLE: of(
    'engine',
    'The function is not available now.',
    'Nothing to do: what is new is processed when it is back. Owner: trigger it again then, if you had.',
  ),
  DISABLED: of(
    'owner',
    'The owner disabled the function, or agreed to another version of it, during the run. Its result was thrown away.',
    'Nothing to do.',
  ),
  RECALLED: of(
    'engine',
    'This version of the function was recalled.',
    'Nothing to do: its next version goes on where it stopped.',
  ),
  CONSENT_NEEDED: of(
    'owner',
    'A new version wants more data than the owner agreed to, or the code of the agreed version changed.',
    'Owner: look at what it reads, and enable it again if you agree.',
  ),
} as const satisfies Record<string, ErrorExplanation>;

export type ErrorCode = keyof typeof ERRORS;

export const ERROR_CODES = Object.keys(ERRORS) as readonly ErrorCode[];
