import type { LockEntries } from '../../functions-registry/lock-file.ts';
import { LIVE_CLAIMS } from './claims.ts';
import type { LiveClients } from './clients.ts';
import { expect } from './expect.ts';
import { readLive } from './read-live.ts';
import { readStack } from './readers/stack.ts';
import type { Templates } from './templates.ts';

export interface VerifyInput {
  readonly clients: LiveClients;
  readonly templates: Templates;
  readonly lock: LockEntries;
  readonly stage: { readonly account?: string | undefined; readonly namePrefix: string };
}

/** A claim, and what is otherwise. */
export interface Verdict {
  readonly claim: string;
  readonly deviations: readonly string[];
}

/** Compares an account with what was deployed there. */
export async function verify({ clients, templates, lock, stage }: VerifyInput): Promise<readonly Verdict[]> {
  const stack = await readStack(clients.cloudFormation, 'She-Network', stage.account);
  const expected = expect(templates, stack, lock);
  const [vpcId = ''] = stack.idsOf('AWS::EC2::VPC');
  const live = await readLive(clients, { vpcId, namePrefix: stage.namePrefix, expected });
  return LIVE_CLAIMS.map(({ name, deviations }) => ({ claim: name, deviations: deviations(live, expected) }));
}
