import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { EngineError } from '../../core/errors.ts';
import { isThisMachine } from '../../local/pdas/this-machine.ts';

/** The AWS that a trial is made in. */
export interface AwsPlace {
  /** Absent: AWS itself. */
  readonly endpoint?: string | undefined;
  readonly account: string;
  readonly region: string;
}

/**
 * Why a trial is not made there; undefined when it may be. Only on this machine is nothing lost by it.
 * @param yes the operator says that it may cost money, and create and delete what is named like it
 */
export function objection(endpoint: string | undefined, yes: boolean): string | undefined {
  if (yes || isThisMachine(endpoint)) return undefined;
  const where = endpoint === undefined ? 'AWS itself' : endpoint;
  return `${where} is not this machine: a trial deploys every stack there, costs money, and destroys the stacks at its end. If that is an account for nothing else, add --yes.`;
}

/** Whose account the credentials of the environment lead to. @throws EngineError */
export async function accountOf(endpoint: string | undefined, region: string): Promise<string> {
  const client = new STSClient({ region, ...(endpoint === undefined ? {} : { endpoint }) });
  try {
    const { Account } = await client.send(new GetCallerIdentityCommand({}));
    if (Account === undefined) throw new EngineError('The credentials lead to no account.');
    return Account;
  } finally {
    client.destroy();
  }
}
