import { BrokenProbe, errorTypeOf, newMarker } from '../bed/bed.ts';
import { isStopped, killNaming, processesNaming, SOON, ticksOf, within } from '../bed/processes.ts';
import type { Attempt } from '../probe.ts';

/** Long enough for anything that runs to be seen running; ms. */
const [SEALED_WATCH, CONTROL_WATCH] = [500, 10_000];
/** Shorter than what else is about to happen: where nothing is frozen, all of it is waited for; ms. */
const FROZEN_BY = 10_000;
/** What nobody ends is there whenever one looks; ms. */
const LEFT = 500;

/** A process left in the background gets no processor time between two invocations. */
export const frozenAfterwards: Attempt = async (bed, family) => {
  const [tenant, marker] = [newMarker(), newMarker()];
  try {
    await bed.asks({ family, tenant, marker, does: 'leave a process', with: { busy: true } });
    const left = () => processesNaming(marker);
    if (!(await within(SOON, () => left().length > 0))) throw new BrokenProbe('no process was left');
    if (bed.sealed) await within(FROZEN_BY, () => left().every(isStopped));
    const ticks = () => left().reduce((sum, pid) => sum + ticksOf(pid), 0);
    const before = ticks();
    const through = await within(bed.sealed ? SEALED_WATCH : CONTROL_WATCH, () => ticks() > before + 1);
    return { through, saw: `${ticks() - before} ticks of processor time` };
  } finally {
    await bed.ends(tenant);
    killNaming(marker);
  }
};

/** Nothing of a function is left once its time is over. */
export const goneAfterTimeout: Attempt = async (bed, family) => {
  const [tenant, marker] = [newMarker(), newMarker()];
  try {
    const reply = await bed.invokes({ family, variant: 'brief', tenant, marker, does: 'outlive its time' });
    if (errorTypeOf(reply) !== 'Sandbox.Timedout') throw new BrokenProbe('its time was not over');
    const gone = await within(bed.sealed ? SOON : LEFT, () => processesNaming(marker).length === 0);
    return { through: !gone, saw: `${processesNaming(marker).length} processes` };
  } finally {
    await bed.ends(tenant);
    killNaming(marker);
  }
};
