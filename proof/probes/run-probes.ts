import type { Seal } from '../../local/sandbox/seal.ts';
import { unsealed } from '../../local/sandbox/unsealed.ts';
import { Bed } from './bed/bed.ts';
import { hostileFunctions } from './bed/hostile-functions.ts';
import { startProbeHost } from './bed/probe-host.ts';
import { makeSurroundings } from './bed/surroundings.ts';
import { AT_A_TIME, inTurns, sideOf } from './concurrency.ts';
import { FAMILIES, type Family } from './finding.ts';
import { type Machine, thisMachine, whyNotRun } from './machine.ts';
import type { Probe } from './probe.ts';
import { type Result, verdict } from './result.ts';

/** What a run of the probes tells. */
export type Report = { readonly results: readonly Result[] } | { readonly unsealable: string };

interface Beds {
  readonly sealed: Bed;
  readonly control: Bed;
}

/**
 * Tries every probe in every family, sealed and not.
 *
 * @param control where the same must get through
 */
export async function runProbes(
  probes: readonly Probe[],
  seal: Seal,
  control: Seal = unsealed(),
): Promise<readonly Result[]> {
  const [surroundings, functions] = await Promise.all([makeSurroundings(), hostileFunctions()]);
  const hosts = await Promise.all([startProbeHost(seal, functions), startProbeHost(control, functions)]);
  const [sealedHost, controlHost] = hosts;
  const beds = {
    sealed: new Bed(sealedHost, { roomy: sealedHost, target: surroundings.target, sealed: true }),
    control: new Bed(controlHost, { roomy: sealedHost, target: surroundings.target, sealed: false }),
  };
  const machine = thisMachine();
  try {
    const tasks = FAMILIES.flatMap((family) => probes.map((probe) => ({ probe, family })));
    const run = ({ probe, family }: (typeof tasks)[number]) => runProbe(probe, family, beds, machine);
    const apart = await inTurns(
      tasks.filter(({ probe }) => !probe.alone),
      AT_A_TIME,
      run,
    );
    const alone = await inTurns(
      tasks.filter(({ probe }) => probe.alone),
      1,
      run,
    );
    return [...apart, ...alone];
  } finally {
    await Promise.all(hosts.map((host) => host.close()));
    surroundings.close();
  }
}

async function runProbe(probe: Probe, family: Family, beds: Beds, machine: Machine): Promise<Result> {
  const why = whyNotRun(probe, machine);
  const sides = {
    sealed: await sideOf(() => probe.attempt(beds.sealed, family)),
    unsealed: why === undefined ? await sideOf(() => probe.attempt(beds.control, family)) : { notRun: why },
  };
  const { name, theme, shows } = probe;
  return { name, theme, family, shows, ...sides, verdict: verdict(probe, sides, machine) };
}
