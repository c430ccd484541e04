import { availableParallelism } from 'node:os';
import { type Bed, BrokenProbe, errorTypeOf, newMarker } from '../bed/bed.ts';
import { killNaming, processesNaming, SOON, within } from '../bed/processes.ts';
import type { Family } from '../finding.ts';
import type { Attempt } from '../probe.ts';

/** So many processes count as an explosion; twice as many are the most the bomb makes where nothing stops it. */
const EXPLOSION = 200;
const DEPTH = 7;
/** So many show that it went off at all. */
const SPARK = 8;
/** Without one more process for so long, it is over; ms. */
const QUIET = 2_000;

export const bombDefused: Attempt = async (bed, family) => {
  const [tenant, marker] = [newMarker(), newMarker()];
  let [most, since] = [0, performance.now()];
  const isOver = () => {
    const now = processesNaming(marker).length;
    if (now > most) [most, since] = [now, performance.now()];
    return most >= EXPLOSION || (most >= SPARK && performance.now() - since > QUIET);
  };
  const asked = bed.invokes({ family, tenant, marker, does: 'explode', with: { depth: DEPTH } });
  try {
    await within(SOON, isOver);
    if (most < SPARK) throw new BrokenProbe('the bomb did not go off');
    return { through: most >= EXPLOSION, saw: `${most} processes` };
  } finally {
    await bed.ends(tenant);
    killNaming(marker);
    await asked;
  }
};

/** While functions compute on every processor, another tenant is answered, and they end at their time-out. */
export const cpuShared: Attempt = async (bed, family) => {
  const tenants = Array.from({ length: availableParallelism() + 1 }, newMarker);
  const hogs = tenants.map((tenant) =>
    bed.invokes({ family, variant: 'brief', tenant, does: 'outlive its time' }),
  );
  const answered = await isAnswered(bed, family);
  const ended = (await Promise.all(hogs)).every((reply) => errorTypeOf(reply) === 'Sandbox.Timedout');
  for (const tenant of tenants) await bed.ends(tenant);
  return { through: !answered || !ended, saw: `another was ${answered ? 'answered' : 'kept waiting'}` };
};

/** Characters of output that reach the console, of the many that a function prints; the host's bound and a line. */
const KEPT = 65_536 + 4_096;
const FLOOD_MB = 8;

export const floodBounded: Attempt = async (bed, family) => {
  const tenant = newMarker();
  const flood = bed.asks({ family, tenant, does: 'flood', with: { megabytes: FLOOD_MB } });
  const answered = await isAnswered(bed, family);
  const { saw } = await flood;
  if (Number(saw) < 20 * KEPT) throw new BrokenProbe(`it printed ${saw} bytes only`);
  const kept = bed.lines
    .filter((line) => line.tenant === tenant)
    .reduce((sum, { text }) => sum + text.length, 0);
  await bed.ends(tenant);
  return { through: !answered || kept > KEPT, saw: `${kept} of ${saw} characters were kept` };
};

async function isAnswered(bed: Bed, family: Family): Promise<boolean> {
  const { saw } = await bed.tries(family, 'tell');
  return saw.includes('misuse');
}
