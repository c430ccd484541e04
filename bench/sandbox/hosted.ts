import { join } from 'node:path';
import { Environment } from '../../local/host/environment.ts';
import { variablesOf } from '../../local/host/hosted-functions.ts';
import type { Work } from '../../local/host/runtime-api.ts';
import type { Seal } from '../../local/sandbox/seal.ts';
import type { Echo } from './functions.ts';

const TIMEOUT = 60;
let started = 0;

/** Starts an environment as the host does: its folder, its Runtime API, the process, until that asks for work. */
export function startHosted(
  seal: Seal,
  echo: Echo,
  folder: string,
  bootstraps: string,
): Promise<Environment> {
  started += 1;
  const order = {
    ...echo,
    folder: join(folder, `e${started}`),
    bootstraps,
    variables: variablesOf({ name: 'echo', qualifier: '1', ...echo }),
    ephemeralStorage: 512,
  };
  return Environment.start(seal, { order, timeout: TIMEOUT, initTimeout: TIMEOUT, onOutput: () => {} });
}

/** Milliseconds of one such start; the environment is ended again. */
export async function measureStart(...what: Parameters<typeof startHosted>): Promise<number> {
  const from = performance.now();
  const environment = await startHosted(...what);
  const took = performance.now() - from;
  await environment.end();
  return took;
}

/** Milliseconds from handing over an event until its answer is there. */
export async function measureInvocation(environment: Environment, requestId: string): Promise<number> {
  const payload = Buffer.from('{"name":"Ada"}');
  const deadline = new Date(Date.now() + TIMEOUT * 1000);
  const work: Work = { requestId, payload, deadline, functionArn: 'arn:aws:lambda:local', tenant: 'alice' };
  const from = performance.now();
  const { outcome, free } = environment.invoke(work);
  const { failed } = await outcome;
  const took = performance.now() - from;
  if (failed) throw new Error('the function that is measured failed');
  await free;
  return took;
}
