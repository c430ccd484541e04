import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Standstill } from '../../../local/host/standstill.ts';
import {
  descendants,
  freezeTree,
  isTreeStill,
  signal,
  treeMemory,
} from '../../../local/sandbox/process-tree.ts';
import type { Sandbox } from '../../../local/sandbox/seal.ts';
import { eventually } from './processes.ts';

/** A shell and its child, without a sandbox around them; `freeze` counts. */
async function twoProcesses(freeze: (root: number) => void) {
  const child = spawn('/bin/sh', ['-c', '/bin/sleep 1000; true'], { stdio: 'ignore' });
  const root = child.pid ?? 0;
  await eventually(() => descendants(root).length === 1);
  const kill = () => [...descendants(root), root].forEach((pid) => void signal(pid, 'SIGKILL'));
  const sandbox: Sandbox = {
    output: [],
    ended: once(child, 'exit').then(() => ({ ran: true, reason: '' })),
    memory: () => treeMemory(root),
    freeze: () => freeze(root),
    isStill: () => isTreeStill(root),
    thaw: () => {},
    kill,
  };
  return { sandbox, inside: descendants(root)[0] ?? 0 };
}

it('stops again what was woken', async () => {
  const { sandbox, inside } = await twoProcesses(freezeTree);
  sandbox.freeze();
  await eventually(sandbox.isStill);

  signal(inside, 'SIGCONT');
  const woken = sandbox.isStill();
  await new Promise<void>((onStill) =>
    new Standstill().ensure(sandbox, { onStill, onRestless: sandbox.kill }),
  );

  expect(woken).toBe(false);
  expect(sandbox.isStill()).toBe(true);
  sandbox.kill();
  await sandbox.ended;
});

it('ends what does not let itself be stopped', async () => {
  const { sandbox } = await twoProcesses(() => {});

  const outcome = await new Promise<string>((resolve) => {
    new Standstill().ensure(sandbox, {
      onStill: () => resolve('still'),
      onRestless: () => resolve('restless'),
    });
  });

  expect(outcome).toBe('restless');
  sandbox.kill();
  await sandbox.ended;
});
