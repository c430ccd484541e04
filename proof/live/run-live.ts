import { explainAwsError } from './explain.ts';

/**
 * Ends the process with what `main` answers, or with 2 and an explanation when AWS could not be asked.
 * @param needs what the credentials must allow
 */
export async function runLive(main: () => Promise<number>, needs: string): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(explainAwsError(error, needs));
    process.exitCode = 2;
  }
}
