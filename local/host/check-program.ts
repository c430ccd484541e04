import { open } from 'node:fs/promises';

/** First bytes of a Linux program, and what stands for the processor in it. */
const ELF = Buffer.from('\u007fELF', 'latin1');
const MACHINE_AT = 18;
const HEADER_BYTES = 20;
const MACHINES: Readonly<Record<number, string>> = { 62: 'x64', 183: 'arm64' };
const BUILD: Readonly<Record<string, string>> = {
  x64: 'GOARCH=amd64, or --target x86_64-unknown-linux-musl; and "architecture": "x86_64"',
  arm64: 'GOARCH=arm64, or --target aarch64-unknown-linux-musl; and "architecture": "arm64"',
};

/**
 * Why the `bootstrap` of a function cannot run on this machine, and what to do; `undefined` when it can.
 *
 * @param path of the file
 * @param processor of this machine, as in `process.arch`
 */
export async function whyNotRunnable(path: string, processor: string): Promise<string | undefined> {
  const start = await firstBytes(path);
  if (start.subarray(0, 2).toString('latin1') === '#!') return undefined;
  if (!start.subarray(0, ELF.length).equals(ELF) || start.length < HEADER_BYTES) {
    return 'its bootstrap is neither a Linux program nor a script that starts with #!';
  }
  const builtFor = MACHINES[start.readUInt16LE(MACHINE_AT)] ?? 'another processor';
  if (builtFor === processor) return undefined;
  return (
    `its bootstrap is built for ${builtFor} and this machine is ${processor}: to run it here, build it with ` +
    `${BUILD[processor] ?? `a target of ${processor}`}; or run it on AWS Lambda`
  );
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
