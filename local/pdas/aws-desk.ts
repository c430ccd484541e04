import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { KMSClient } from '@aws-sdk/client-kms';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod/mini';
import { HmacGroupPseudonyms } from '../../adapters/crypto/hmac-pseudonyms.ts';
import type { GroupPseudonyms, PdaRegister } from '../../core/ports.ts';
import { dynamoClient } from '../../lambdas/shared/clients.ts';
import { loadEngineKeys } from '../../lambdas/shared/load-keys.ts';
import { openPdas } from '../../lambdas/shared/open-pdas.ts';
import { readStackOutputs } from '../dead-letters/stack-outputs.ts';
import type { PdaDesk } from './pda-desk.ts';
import { isThisMachine } from './this-machine.ts';

/** What the stack tells about itself; lib/stacks/orchestrator-stack.ts names them. */
export const pdaOutputsSchema = z.object({ PdasTableName: z.string(), PdaTokensKeyId: z.string() });

/** The same for the one command that needs it: the others work with a deployment that does not tell it. */
export const engineKeyOutputsSchema = z.object({ EngineKeySecretId: z.string() });

/** Where the stage is deployed; undefined as its configuration leaves it to the credentials. */
export interface StagePlace {
  readonly account: string | undefined;
  readonly region: string | undefined;
}

/** The PDAs of an engine on AWS, registered with the credentials of whoever calls. */
export async function openAwsPdaDesk({ account, region }: StagePlace): Promise<PdaDesk> {
  const config = region === undefined ? {} : { region };
  const cloudFormation = new CloudFormationClient(config);
  const outputs = await readStackOutputs(cloudFormation, account, pdaOutputsSchema);
  const dynamo = dynamoClient(config);
  // An AWS that is tried on this machine reaches PDAs of this machine, too.
  const nearby = isThisMachine(process.env.AWS_ENDPOINT_URL);
  const register = openPdas({
    ...{ dynamo, kms: new KMSClient(config), nearby, now: () => new Date() },
    ...{ table: outputs.PdasTableName, keyId: outputs.PdaTokensKeyId },
  });
  const pseudonyms = async () => {
    const { EngineKeySecretId } = await readStackOutputs(cloudFormation, account, engineKeyOutputsSchema);
    const { groups } = await loadEngineKeys(EngineKeySecretId, new SecretsManagerClient(config));
    return new HmacGroupPseudonyms(groups);
  };
  return awsDeskOf(register, pseudonyms, nearby);
}

export function awsDeskOf(
  register: PdaRegister,
  pseudonyms: () => Promise<GroupPseudonyms>,
  nearby = false,
): PdaDesk {
  return {
    nearby,
    list: () => register.all(),
    find: (pda) => register.registration(pda),
    // All PDAs are elsewhere.
    isOwn: async () => false,
    add: (access) => register.add(access),
    rotate: (access) => register.rotate(access),
    remove: (pda) => register.remove(pda),
    names: async () => (await register.all()).map(({ pda }) => pda),
    pseudonyms,
    effect: async () => 'It holds from the next request on.',
  };
}
