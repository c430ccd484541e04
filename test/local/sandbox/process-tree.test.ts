import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  descendants,
  freezeTree,
  isTreeStill,
  signal,
  treeMemory,
} from '../../../local/sandbox/process-tree.ts';
import { eventually } from '../host/processes.ts';

/** A program whose first thread ends by itself; another runs `work`, says `ready` and goes on for ever. */
const leaderless = (work: string): string => `
import ctypes, mmap, os, threading, time
def work():
    time.sleep(0.1)
    ${work}
    os.write(1, b'ready')
    while True: pass
threading.Thread(target=work, daemon=True).start()
ctypes.CDLL(None).syscall(60 if os.uname().machine == 'x86_64' else 93, 0)
`;
const HOLD = "global held; held = mmap.mmap(-1, 100 << 20); held.write(b'1' * len(held))";
/** Reads one byte here and there, which needs no memory of its own, but a page of tables each. */
const SPARSE = [
  'libc = ctypes.CDLL(None)',
  'libc.mmap.restype = ctypes.c_void_p',
  'at = libc.mmap(None, ctypes.c_size_t(64 << 30), 1, 0x4022, -1, ctypes.c_long(0))',
  'libc.madvise(ctypes.c_void_p(at), ctypes.c_size_t(64 << 30), 15)',
  '[ctypes.c_byte.from_address(at + (step << 21)).value for step in range(32 << 10)]',
].join('; ');

/** Runs a program below a shell, until it says `ready`. */
async function below(program: string) {
  const child = spawn('/bin/sh', ['-c', '/usr/bin/python3 -I -c "$0"; true', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const root = child.pid ?? 0;
  await once(child.stdout, 'data');
  return { root, end: () => [...descendants(root), root].forEach((pid) => void signal(pid, 'SIGKILL')) };
}

it.each([
  ['what a process holds whose first thread has ended', leaderless(HOLD)],
  ['what the kernel keeps to remember where memory lies', leaderless(SPARSE)],
])('counts %s', async (_, program) => {
  const { root, end } = await below(program);

  const megabytes = treeMemory(root);

  end();
  expect(megabytes).toBeGreaterThan(90);
});

it('does not take a process for still whose first thread has ended and whose second runs', async () => {
  const { root, end } = await below(leaderless('pass'));

  const running = isTreeStill(root);
  freezeTree(root);
  await eventually(() => isTreeStill(root));

  end();
  expect(running).toBe(false);
});
