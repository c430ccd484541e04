import { disableFunction, enableFunction } from '../../../core/manage/functions.ts';
import { triggerFunction } from '../../../core/manage/trigger.ts';
import type { Item } from '../observation.ts';
import { portsOf } from '../world/ports.ts';
import type { World } from '../world/world.ts';

/** What owners do, each in a process of its own, as a request to the management API is. */

export function enable(world: World, item: Item): void {
  act(world, 'enable', async (ports) => {
    const entry = await ports.catalogue.find(item.functionId, item.pda);
    if (entry) await enableFunction(ports, item.pda, entry);
  });
}

export function disable(world: World, item: Item): void {
  act(world, 'disable', async (ports) => {
    const entry = await ports.catalogue.find(item.functionId, item.pda);
    if (!entry) return;
    const isDone = await disableFunction(ports, item.pda, entry);
    if (isDone) world.observe({ kind: 'disabled', ...item });
  });
}

export function trigger(world: World, item: Item, useAll: boolean): void {
  act(world, 'trigger', async (ports) => {
    const entry = await ports.catalogue.find(item.functionId, item.pda);
    if (!entry) return;
    const outcome = await triggerFunction(ports, item.pda, entry, useAll);
    if (outcome.kind === 'running') {
      world.observe({ kind: 'triggered', ...item, executionId: outcome.executionId });
    }
  });
}

function act(world: World, name: string, task: (ports: ReturnType<typeof portsOf>) => Promise<void>): void {
  void world.inProcess(name, (process) => task(portsOf(world, process)));
}
