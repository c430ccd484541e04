import { join } from 'node:path';
import { isThisMachine } from '../../local/pdas/this-machine.ts';
import { readStage } from '../live/stage.ts';
import { type AwsPlace, accountOf } from './aws-place.ts';
import { givenPda, type PdaOptions } from './given-pda.ts';
import { copyRegistry } from './registry-copy.ts';
import { runTrial } from './trial.ts';
import { startTrialPda } from './trial-pda.ts';
import type { TrialOptions } from './try-on-moto.ts';

/** The trial in an AWS that runs Lambdas by itself. @returns whether every step was seen */
export async function tryThere(
  options: TrialOptions & PdaOptions & { readonly endpoint: string | undefined },
): Promise<boolean> {
  const { name, folder, tell, endpoint } = options;
  const region = readStage(name).region ?? process.env.AWS_REGION ?? 'eu-west-1';
  const place: AwsPlace = { endpoint, region, account: await accountOf(endpoint, region) };
  const isOwn = isThisMachine(endpoint) && options.pda === undefined;
  const pda = isOwn ? await startTrialPda(join(folder, 'pda'), place) : await givenPda(options, place);
  try {
    const env = {
      ...{ ...process.env, AWS_REGION: region, CDK_VALIDATION: 'false' },
      ...(endpoint === undefined ? {} : { AWS_ENDPOINT_URL: endpoint }),
    };
    const registry = await copyRegistry(folder);
    return await runTrial({ place, name, folder, registry, env, pda, apiUrl: undefined }, tell);
  } finally {
    await pda.close();
  }
}
