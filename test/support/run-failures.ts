import { ERRORS, type ErrorCode } from '../../core/model/error-code.ts';

export type RunStep = 'found' | 'reading' | 'invoking' | 'writing';

const CODES: readonly ErrorCode[] = [
  ...(['FUNCTION_ERROR', 'THROTTLED', 'FUNCTION_TIMEOUT', 'PDA_UNREACHABLE'] as const),
  ...(['RESULT_INVALID', 'PDA_REFUSED', 'INTERNAL', 'DERIVED_TOO_LARGE'] as const),
];

const stepOfFault = (code: ErrorCode): RunStep => (code === 'DERIVED_TOO_LARGE' ? 'writing' : 'invoking');

/** By what a run may fail at a step: a function fails when it is invoked, or by what it wants written. */
export function failuresAt(step: RunStep): readonly ErrorCode[] {
  return CODES.filter((code) => ERRORS[code].fault !== 'function' || step === stepOfFault(code));
}
