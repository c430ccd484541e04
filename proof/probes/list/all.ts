import type { Probe } from '../probe.ts';
import { FILES } from './files.ts';
import { KERNEL } from './kernel.ts';
import { NEIGHBOURS } from './neighbours.ts';
import { NETWORK } from './network.ts';
import { PROCESSES } from './processes.ts';
import { RESOURCES } from './resources.ts';
import { RUNTIME_API } from './runtime-api.ts';

/** Every way out that is tried from inside; what is tried by answers is in responses/. */
export const PROBES: readonly Probe[] = [
  ...NETWORK,
  ...FILES,
  ...PROCESSES,
  ...KERNEL,
  ...RESOURCES,
  ...NEIGHBOURS,
  ...RUNTIME_API,
];
