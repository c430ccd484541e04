import type { LiveClients } from './clients.ts';
import type { Expected } from './expected.ts';
import type { Live } from './live-facts.ts';
import { readAlarms } from './readers/alarms.ts';
import { readDns } from './readers/dns.ts';
import { readFunctions } from './readers/functions.ts';
import { readNetwork } from './readers/network.ts';
import { readRole } from './readers/role.ts';

export interface Target {
  readonly vpcId: string;
  readonly namePrefix: string;
  readonly expected: Expected;
}

/** Reads everything that the claims look at; changes nothing. */
export async function readLive(clients: LiveClients, { vpcId, namePrefix, expected }: Target): Promise<Live> {
  const { cloudWatch, ec2, iam, lambda, logs, resolver } = clients;
  const { roleArn, lambdas, alarmNames } = expected;
  const roleName = roleArn.slice(roleArn.lastIndexOf('/') + 1);
  const marks = { names: lambdas.map(({ name }) => name), namePrefix, roleArn, vpcId };
  const [network, alarms, dns, role, functions] = await Promise.all([
    readNetwork(ec2, vpcId),
    readAlarms(cloudWatch, alarmNames),
    readDns(resolver, vpcId),
    readRole(iam, roleName),
    readFunctions({ client: lambda, logs }, marks),
  ]);
  return { network: { ...network, alarms }, dns, role, functions };
}
