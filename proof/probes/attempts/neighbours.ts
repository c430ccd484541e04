import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Bed, BrokenProbe, type Call, newMarker } from '../bed/bed.ts';
import { killNaming, processesNaming, SOON, within } from '../bed/processes.ts';
import type { Arguments } from '../bed/target.ts';
import type { Finding } from '../finding.ts';
import type { Attempt } from '../probe.ts';

interface Passing {
  /** Happens after something was left, and before it is looked for. */
  readonly between?: () => Promise<void>;
  /** Whether the place cannot be written when sealed. */
  readonly isReadOnly?: boolean;
}

/**
 * One tenant leaves something, another looks for it. In the control, what lives in a process is looked for in an
 * environment that both share: a function that is not isolated by tenant.
 */
export const betweenTenants =
  (what: 'file' | 'global' | 'variable', args: Arguments, how: Passing = {}): Attempt =>
  (bed, family) => {
    const isShared = !bed.sealed && what !== 'file';
    const call = { family, variant: isShared ? 'together' : 'plain', with: args } as const;
    const leave = { ...call, does: `leave a ${what}`, tenant: isShared ? undefined : newMarker() };
    const find = { ...call, does: `find a ${what}`, tenant: isShared ? undefined : newMarker() };
    return passed(bed, [leave, find], how);
  };

const IN_TMP: Arguments = ({ marker }) => ({ path: `/tmp/${marker}` });

/** Two functions of one person, even under the same name. */
export const betweenFunctions: Attempt = (bed, family) => {
  const tenant = newMarker();
  return passed(bed, [
    { family, tenant, does: 'leave a file', with: IN_TMP },
    { family, tenant, does: 'find a file', with: IN_TMP, variant: 'other' },
  ]);
};

/** Its environments are ended when consent changes. */
export const ownPast: Attempt = (bed, family) => {
  const tenant = newMarker();
  return passed(
    bed,
    [
      { family, tenant, does: 'leave a file', with: IN_TMP },
      { family, tenant, does: 'find a file', with: IN_TMP },
    ],
    { between: () => bed.ends(tenant) },
  );
};

/** One tenant listens, another connects. */
export const otherSocket =
  (what: 'port' | 'socket'): Attempt =>
  (bed, family) =>
    withNeighbour(bed, async (tenant, marker) => {
      const { saw } = await bed.asks({ family, tenant, marker, does: `leave a ${what}` });
      return what === 'port'
        ? bed.tries(family, 'tcp', { with: { port: Number(saw) } })
        : bed.tries(family, 'abstract socket', { with: { abstractSocket: marker } });
    });

export const otherProcess: Attempt = (bed, family) =>
  withNeighbour(bed, async (tenant, marker) => {
    await bed.asks({ family, tenant, marker, does: 'leave a process' });
    if (!(await within(SOON, () => processesNaming(marker).length > 0))) {
      throw new BrokenProbe('no process was left');
    }
    return bed.tries(family, 'signal', { with: { pid: processesNaming(marker)[0] } });
  });

export const otherRuntime: Attempt = (bed, family) =>
  withNeighbour(bed, async (tenant) => {
    await bed.asks({ family, tenant, does: 'tell' });
    const [folder] = readdirSync(bed.hostFolder).filter((name) => /^e\d+$/.test(name));
    if (folder === undefined) throw new BrokenProbe('the neighbour has no folder');
    return bed.tries(family, 'unix socket', { with: { path: join(bed.hostFolder, folder, 'runtime.sock') } });
  });

async function withNeighbour(
  bed: Bed,
  attempt: (tenant: string, marker: string) => Promise<Finding>,
): Promise<Finding> {
  const [tenant, marker] = [newMarker(), newMarker()];
  try {
    return await attempt(tenant, marker);
  } finally {
    await bed.ends(tenant);
    killNaming(marker);
  }
}

/**
 * What the first leaves, the second finds.
 *
 * @throws BrokenProbe when nothing could be left, where that is not a way to be held: then nothing was looked for
 */
async function passed(
  bed: Bed,
  [leave, find]: readonly [Call, Call],
  { between, isReadOnly = false }: Passing = {},
): Promise<Finding> {
  const marker = newMarker();
  try {
    const left = await bed.asks({ ...leave, marker });
    if (!left.through && !isReadOnly) throw new BrokenProbe(`nothing could be left: ${left.saw}`);
    if (!left.through) return left;
    await between?.();
    return await bed.asks({ ...find, marker });
  } finally {
    for (const { tenant } of [leave, find]) if (tenant !== undefined) await bed.ends(tenant);
    for (const folder of ['/tmp', '/dev/shm']) rmSync(join(folder, marker), { force: true });
  }
}
