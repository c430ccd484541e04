import { KMSClient } from '@aws-sdk/client-kms';
import type { PdaDirectory } from '../../core/ports.ts';
import { KMS_PATIENCE } from './kms-patience.ts';
import { openPdas } from './open-pdas.ts';
import type { Wiring } from './wire.ts';

/** The registered PDAs, for the Lambdas that speak with them; `variables` are the process's. */
export function pdasOfLambda(
  env: { readonly PDAS_TABLE: string; readonly PDA_TOKENS_KEY_ID: string },
  { clients, now }: Pick<Wiring, 'clients' | 'now'>,
  variables: NodeJS.ProcessEnv,
): PdaDirectory {
  return openPdas({
    dynamo: clients.dynamo,
    kms: new KMSClient({ requestHandler: KMS_PATIENCE }),
    table: env.PDAS_TABLE,
    keyId: env.PDA_TOKENS_KEY_ID,
    now,
    nearby: !isOnLambda(variables),
  });
}

/** Lambda gives every process its name, and lets no configuration take it away or change it. */
function isOnLambda(variables: NodeJS.ProcessEnv): boolean {
  return variables.AWS_LAMBDA_FUNCTION_NAME !== undefined;
}
