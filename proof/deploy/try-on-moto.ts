import { join } from 'node:path';
import { CleanUp } from '../../local/clean-up.ts';
import type { AwsPlace } from './aws-place.ts';
import { startDataPlane } from './data-plane/data-plane.ts';
import { freePort, type Shortfall, startMoto } from './moto/start-moto.ts';
import { copyRegistry } from './registry-copy.ts';
import { runTrial } from './trial.ts';
import { startTrialPda } from './trial-pda.ts';

/** moto's own. */
const ACCOUNT = '123456789012';
const REGION = 'eu-west-1';

export interface TrialOptions {
  readonly name: string;
  readonly folder: string;
  readonly tell: (line: string) => void;
}

/** The trial with moto, and a data plane beside it. @returns whether every step was seen */
export async function tryOnMoto({ name, folder, tell }: TrialOptions): Promise<boolean> {
  const cleanUp = new CleanUp();
  try {
    const port = await freePort();
    const place: AwsPlace = { endpoint: `http://127.0.0.1:${port}`, account: ACCOUNT, region: REGION };
    Object.assign(process.env, credentials());
    const dataPlane = await startDataPlane({
      ...place,
      endpoint: `http://127.0.0.1:${port}`,
      folder,
      report: tell,
    });
    cleanUp.later(() => dataPlane.close());
    const moto = await startMoto(port, dataPlane.url, join(folder, 'moto.log'));
    cleanUp.later(() => moto.close());
    const pda = await startTrialPda(join(folder, 'pda'), place);
    cleanUp.later(() => pda.close());
    const env = { ...process.env, ...variables(port), CDK_VALIDATION: 'false' };
    const registry = await copyRegistry(folder);
    const isWhole = await runTrial(
      { place, name, folder, registry, env, pda, apiUrl: dataPlane.apiUrl },
      tell,
    );
    tell(shortfallLines(moto.shortfalls).join('\n'));
    return isWhole;
  } finally {
    await cleanUp.run();
  }
}

/** Any do. */
const credentials = () => ({
  ...{ AWS_ACCESS_KEY_ID: 'trial', AWS_SECRET_ACCESS_KEY: 'trial' },
  ...{ AWS_REGION: REGION, AWS_DEFAULT_REGION: REGION },
});

/** Of commands: where AWS is. moto takes the address of a template for its own only when it says `localhost`. */
function variables(port: number): NodeJS.ProcessEnv {
  return {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    AWS_ENDPOINT_URL_S3_FOR_CLOUDFORMATION: `http://localhost:${port}`,
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  };
}

/** What moto did not do, so that nobody takes it for shown. */
export function shortfallLines(shortfalls: readonly Shortfall[]): readonly string[] {
  const types = (kind: string) => [
    ...new Set(shortfalls.filter((one) => one.kind === kind).map(({ what }) => what.split(' ')[0] ?? '')),
  ];
  const line = (title: string, kind: string) =>
    types(kind).length > 0 ? [`${title}: ${types(kind).sort().join(', ')}`] : [];
  return [
    'not shown, since moto lacks it:',
    ...line('  not made', 'ignored'),
    ...line('  not changed', 'unchanged'),
    '  enforced by nobody: policies of roles, keys and queues, the network, throttling, encryption at rest',
  ];
}
