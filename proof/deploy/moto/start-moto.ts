import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { EngineError } from '../../../core/errors.ts';

const LAUNCHER = fileURLToPath(new URL('launch.py', import.meta.url));
const STARTS_WITHIN_MS = 60_000;

/** What moto did not do of what CloudFormation asked of it. */
export interface Shortfall {
  /** `ignored`: not made; `unchanged`: not updated; `refused`: a custom resource said no; `stuck`: no roll-back. */
  readonly kind: string;
  /** Resource type and logical id, or what moto says. */
  readonly what: string;
}

export interface Moto {
  readonly shortfalls: readonly Shortfall[];
  close(): Promise<void>;
}

/** What is missing for moto to start, and how to get it; undefined when nothing is. */
export function missingForMoto(python = 'python3'): string | undefined {
  try {
    execFileSync(python, ['-c', 'import moto.server, flask, boto3'], { stdio: 'pipe', timeout: 60_000 });
    return undefined;
  } catch (error) {
    const isPython = (error as NodeJS.ErrnoException).code !== 'ENOENT';
    return isPython
      ? `Python's moto is missing: pip install 'moto[server]==5.2.1'`
      : `${python} is missing, with moto: install it, then pip install 'moto[server]==5.2.1'`;
  }
}

/** A port of this machine that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/**
 * Starts moto at 127.0.0.1.
 * @param dataPlane where it sends invocations of Lambdas
 * @param logFile takes what it prints
 */
export async function startMoto(port: number, dataPlane: string, logFile: string): Promise<Moto> {
  const env = {
    ...{ PATH: process.env.PATH, HOME: process.env.HOME, PYTHONDONTWRITEBYTECODE: '1' },
    ...{ SHE_DATA_PLANE: dataPlane, AWS_ACCESS_KEY_ID: 'trial', AWS_SECRET_ACCESS_KEY: 'trial' },
  };
  const child = spawn('python3', [LAUNCHER, String(port)], { env, stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = once(child, 'exit');
  const shortfalls: Shortfall[] = [];
  const log = createWriteStream(logFile);
  child.stderr.pipe(log);
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [, kind, what] = /^(ignored|unchanged|refused|stuck) (.*)$/.exec(line) ?? [];
    if (kind !== undefined && what !== undefined) shortfalls.push({ kind, what });
  });
  const isUp = await answers(`http://127.0.0.1:${port}/moto-api/`, () => child.exitCode !== null);
  if (!isUp) {
    child.kill('SIGKILL');
    throw new EngineError(`moto did not start: see ${logFile}.`);
  }
  return {
    shortfalls,
    close: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function answers(url: string, isOver: () => boolean): Promise<boolean> {
  const end = Date.now() + STARTS_WITHIN_MS;
  while (Date.now() < end && !isOver()) {
    const reply = await fetch(url).catch(() => undefined);
    if (reply?.ok) return true;
    await sleep(100);
  }
  return false;
}
