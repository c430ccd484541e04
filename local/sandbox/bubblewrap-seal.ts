import { chownSync } from 'node:fs';
import { join } from 'node:path';
import { bootstrapCommand } from './bootstrap-command.ts';
import { INSIDE, type View } from './bubblewrap.ts';
import type { Interpreter, Interpreters } from './interpreters.ts';
import { limited, tmpBytes } from './limits.ts';
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
  const view: View = {
    shown: new Map([
      [order.code, INSIDE.code],
      [order.bootstraps, INSIDE.bootstraps],
      [socket, INSIDE.socket],
      ...shownInterpreter(interpreter),
    ]),
    variables: {
      ...order.variables,
      AWS_LAMBDA_RUNTIME_API: `unix:${INSIDE.socket}`,
      LAMBDA_TASK_ROOT: INSIDE.code,
      LAMBDA_RUNTIME_DIR: INSIDE.bootstraps,
      HOME: INSIDE.tmp,
      TMPDIR: INSIDE.tmp,
    },
    ephemeralStorage: order.ephemeralStorage,
    directory: INSIDE.code,
  };
  const command = bootstrapCommand(order.family, pathInside(interpreter), INSIDE.bootstraps, order.memory);
  return spawnSealed(sealer, view, limited(order.memory, tmpBytes(order.ephemeralStorage), command), uid);
}

/** Path of an interpreter as a sandbox sees it. */
export function pathInside(interpreter: { readonly path: string }): string {
  return interpreter.path.startsWith('/usr/') ? interpreter.path : FOREIGN_INTERPRETER;
}

/** The interpreter's file, if /usr does not show it anyway. */
export function shownInterpreter(interpreter: { readonly path: string }): ReadonlyMap<string, string> {
  const inside = pathInside(interpreter);
  return new Map(inside === interpreter.path ? [] : [[interpreter.path, inside]]);
}
