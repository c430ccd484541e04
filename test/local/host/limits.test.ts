import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';
import { sha256, zipPackage } from '../../../functions-registry/zip-package.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const MB = 1024 * 1024;
const NOBODY = 65_534;
const fixture = (name: string): string => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));
const answerSchema = z.object({ payload: z.string(), failed: z.boolean(), lines: z.number() });
const folder = temporaryFolder();

/** Whom the engine may be: whoever runs the tests, and somebody without rights where root does. */
const USERS = [
  ['whoever runs this', undefined],
  ...(process.getuid?.() === 0 ? [['an ordinary user', NOBODY] as const] : []),
] as const;

describe.each(USERS)('when the engine is %s, a function', (_, uid) => {
  let engine: ChildProcess;

  beforeAll(async () => {
    chmodSync(folder, 0o755);
    const file = join(folder, 'index.py');
    cpSync(fixture('burdens.py'), file);
    const codeHash = sha256(await zipPackage(new Map([['index.py', file]])));
    engine = fork(fixture('limited-engine.ts'), [file, codeHash], {
      execArgv: ['--import', 'tsx'],
      env: { ...process.env, NODE_OPTIONS: '', HOME: folder, TMPDIR: '/tmp' },
      ...(uid === undefined ? {} : { uid, gid: uid }),
    });
    await once(engine, 'message');
  });
  afterAll(async () => {
    engine.disconnect();
    await once(engine, 'exit');
  });

  async function bear(burden: string) {
    engine.send(burden);
    const [answer] = await once(engine, 'message');
    const { payload, ...others } = answerSchema.parse(answer);
    return { ...others, value: JSON.parse(payload) };
  }

  it('starts a bounded number of processes, a fork bomb too', async () => {
    const processes = await bear('processes');
    const bomb = await bear('fork bomb');

    expect(processes.value).toBeGreaterThan(20);
    expect(processes.value).toBeLessThan(128);
    expect(bomb.value).toBeLessThanOrEqual(130);
  });

  it('fills its /tmp and no more, in one file or in many', async () => {
    const many = await bear('disk');
    const one = await bear('one file');

    expect(many.value).toBeGreaterThan(8 * MB);
    expect(many.value).toBeLessThanOrEqual(16 * MB);
    expect(one.value).toBeLessThanOrEqual(16 * MB);
  });

  it.each(['pairs of sockets', 'sockets nobody accepts', 'empty files'])(
    'is ended when the kernel holds too much for it: %s',
    async (burden) => {
      const { value } = await bear(burden);

      expect(value).toMatchObject({ errorMessage: expect.stringContaining('signal: killed') });
    },
  );

  it('opens a bounded number of files', async () => {
    const { value } = await bear('descriptors');

    expect(value).toBeLessThan(256);
  });

  it('has limits of every kind, and can raise none', async () => {
    const limits = await bear('limits');
    const raised = await bear('raised');

    const { CPU, ...others } = z.record(z.string(), z.number()).parse(limits.value);
    expect(others).toEqual({ DATA: 384 * MB, NPROC: 128, NOFILE: 256, FSIZE: 16 * MB, CORE: 0 });
    expect(CPU).toBeGreaterThan(0);
    expect(raised.value).toEqual([]);
  });

  it('gives way to the engine', async () => {
    const { value } = await bear('niceness');

    expect(value).toBeGreaterThanOrEqual(10);
  });

  it('does not wait for what it prints, and little of that is passed on', async () => {
    const { value, lines } = await bear('flood');

    expect(value).toBe('written');
    expect(lines).toBeLessThan(70_000);
  });
});
