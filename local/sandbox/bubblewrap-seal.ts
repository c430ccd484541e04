import { chownSync } from 'node:fs';
import { join } from 'node:path';
import { bootstrapCommand } from './bootstrap-command.ts';
import { INSIDE, type View } from './bubblewrap.ts';
import type { Interpreter, Interpreters } from './interpreters.ts';
import { limited, tmpBytes } from './limits.ts';
import { placeVariables } from './places.ts';
import type { LaunchOrder, Sandbox, Seal } from './seal.ts';
import { type Sealer, spawnSealed } from './sealed-process.ts';
import { Uids } from './uids.ts';

/** Where an interpreter that does not lie below /usr is shown. */
const FOREIGN_INTERPRETER = '/run/interpreter';

/** Seals by bubblewrap, a system call filter and limits; when the engine is root, each sandbox has its own user id. */
export function bubblewrapSeal(sealer: Sealer, interpreters: Interpreters): Seal {
  const uids = process.getuid?.() === 0 ? new Uids() : undefined;
  return {
    sealed: true,
    interpreters,
    launch: (order) => {
      const uid = uids?.lend();
      const sandbox = launchAs(uid, sealer, interpreters, order);
      void sandbox.ended.then(() => uid !== undefined && uids?.giveBack(uid));
      return sandbox;
    },
  };
}

function launchAs(
  uid: number | undefined,
  sealer: Sealer,
  interpreters: Interpreters,
  order: LaunchOrder,
): Sandbox {
  const socket = join(order.folder, 'runtime.sock');
  if (uid !== undefined) chownSync(socket, uid, uid);
  const interpreter = interpreters[order.family] as Interpreter;
  const java = order.family === 'java' ? interpreters.java : undefined;
  const view: View = {
    shown: new Map([
      [order.code, INSIDE.code],
      [order.bootstraps, INSIDE.bootstraps],
      [socket, INSIDE.socket],
      ...shownInterpreter(interpreter, java?.settings),
    ]),
    variables: { ...order.variables, ...placeVariables(INSIDE) },
    ephemeralStorage: order.ephemeralStorage,
    directory: INSIDE.code,
  };
  const { handler, memory } = order;
  const what = { places: INSIDE, interpreter: pathInside(interpreter), handler, memory, java };
  const command = bootstrapCommand(order.family, what);
  return spawnSealed(sealer, view, limited(memory, tmpBytes(order.ephemeralStorage), command), uid);
}

/** Path of an interpreter as a sandbox sees it. */
export function pathInside(interpreter: { readonly path: string }): string {
  return interpreter.path.startsWith('/usr/') ? interpreter.path : FOREIGN_INTERPRETER;
}

/**
 * The interpreter's file, if /usr does not show it anyway, and its settings.
 *
 * @param settings folders, shown where they are
 */
export function shownInterpreter(
  interpreter: { readonly path: string },
  settings: readonly string[] = [],
): ReadonlyMap<string, string> {
  const inside = pathInside(interpreter);
  const file = inside === interpreter.path ? [] : [[interpreter.path, inside] as const];
  return new Map([...file, ...settings.map((folder) => [folder, folder] as const)]);
}
