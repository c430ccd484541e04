import { EngineError } from '../../core/errors.ts';

/** What to tell when AWS could not be asked, and what to do. @param needs which permissions the program takes */
export function explainAwsError(error: unknown, needs: string): string {
  if (error instanceof EngineError) return error.message;
  if (!(error instanceof Error)) return 'AWS could not be asked.';
  if (/Credential|ExpiredToken|InvalidClientTokenId|UnrecognizedClient/.test(error.name))
    return `There are no AWS credentials that work (${error.name}): set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, to ones that ${needs}.`;
  return `AWS refused (${error.name}): ${error.message}\n  check that the credentials ${needs}.`;
}
