// A hostile function: tries the way out that its event names, and reports whether it got through.
import { files } from './files.mjs';
import { Held } from './held.mjs';
import { kernel } from './kernel.mjs';
import { neighbours } from './neighbours.mjs';
import { network } from './network.mjs';
import { processes } from './processes.mjs';
import { resources } from './resources.mjs';
import { runtime } from './runtime.mjs';

const PROBES = { ...network, ...files, ...processes, ...kernel, ...resources, ...neighbours, ...runtime };

export async function handler(event, context) {
  if (event.does === 'tell') return { through: false, saw: Object.keys(PROBES).sort().join('\n') };
  try {
    return { through: true, saw: String(await PROBES[event.does](event, context)).slice(0, 1000) };
  } catch (error) {
    if (isHeld(error)) return { through: false, saw: String(error.code ?? error.message) };
    // A probe that is wrong itself must not look like one that was held.
    throw error;
  }
}

/** Refused by the kernel, by a limit, or because there was nothing to find. */
function isHeld(error) {
  const name = error?.name;
  return error instanceof Held || error?.errno !== undefined || name === 'AbortError' || isNoMemory(error);
}

const isNoMemory = (error) => error instanceof RangeError || error?.code === 'ERR_MEMORY_ALLOCATION_FAILED';
