import type { portsOf } from '../../simulator/world/ports.ts';

/** Everything that dispatcher, executor and management ask for. */
export type EnginePorts = ReturnType<typeof portsOf>;
