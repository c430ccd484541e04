import { LambdaClient } from '@aws-sdk/client-lambda';
import { Bed } from '../../proof/probes/bed/bed.ts';
import type { ProbeHost, Reply } from '../../proof/probes/bed/probe-host.ts';

/** A sealed bed whose host gives one answer to everything. */
export function bedAnswering(reply: Reply): Bed {
  const host: ProbeHost = {
    ...{ hostFolder: '/nowhere', lines: [], client: new LambdaClient() },
    invoke: async () => reply,
    invokeCall: () => ({ port: 0, path: '/', headers: {} }),
    endTenant: async () => {},
    close: async () => {},
  };
  const target = {
    ...{ port: 0, port6: 0, udpPort: 0, pid: process.pid },
    ...{ socketPath: '', abstractSocket: '', secretFile: '', engineFile: '', victim: '' },
  };
  return new Bed(host, { roomy: host, target, sealed: true });
}
