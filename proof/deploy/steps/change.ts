import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LambdaClient, ListVersionsByFunctionCommand } from '@aws-sdk/client-lambda';
import { EngineError } from '../../../core/errors.ts';
import { changeVersion, FUNCTION } from '../registry-copy.ts';
import { CommandFailed } from '../run-command.ts';
import { type Stage, she } from '../stage.ts';
import { deployAll } from './deploy.ts';
import { runBy } from './run.ts';
import type { Step } from './step.ts';

const NAME = `trial-${FUNCTION}`;

/** Another version of one function is locked and deployed, and takes over; the one before stays. */
export const changed: Step = {
  name: 'a changed function takes over',
  run: async (stage) => {
    await changeVersion(stage.registry, '1.0.0', '1.1.0');
    await she(stage, ['registry', 'lock', '--registry', stage.registry]);
    await deployAll(stage);
    const seen = await runBy(stage, '1.1.0');
    const versions = await versionsOf(stage);
    if (versions.length < 2) throw new EngineError(`Of ${NAME} only ${versions} is retained.`);
    return `${seen}; versions ${versions.join(' and ')} are retained`;
  },
};

/** A function that publishes another version than its manifest says is refused, and nothing of it stays. */
export const refused: Step = {
  name: 'a function that is not as its manifest says is refused, and the former version runs on',
  run: async (stage) => {
    const lockFile = join(stage.registry, 'lock.json');
    const lock = await readFile(lockFile);
    await changeVersion(stage.registry, '1.1.0', '1.2.0', ['function.json']);
    await she(stage, ['registry', 'lock', '--registry', stage.registry]);
    const why = await refusal(stage);
    await changeVersion(stage.registry, '1.2.0', '1.1.0', ['function.json']);
    await writeFile(lockFile, lock);
    return `refused: ${why}; ${await runBy(stage, '1.1.0')}`;
  },
};

async function refusal(stage: Stage): Promise<string> {
  try {
    await deployAll(stage);
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    const line = error.said.split('\n').find((one) => one.includes(FUNCTION) && one.includes('1.2.0'));
    if (line) return line.slice(line.indexOf(`Function ${FUNCTION}`)).trim();
    throw error;
  }
  throw new EngineError('A function whose configuration tells another version was deployed.');
}

async function versionsOf({ place }: Stage): Promise<readonly string[]> {
  const { region, endpoint } = place;
  const client = new LambdaClient({ region, ...(endpoint === undefined ? {} : { endpoint }) });
  const asked = new ListVersionsByFunctionCommand({ FunctionName: NAME });
  const { Versions = [] } = await client.send(asked).finally(() => client.destroy());
  return Versions.map(({ Version = '' }) => Version).filter((version) => version !== '$LATEST');
}
