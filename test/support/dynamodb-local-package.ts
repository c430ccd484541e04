import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Amazon's DynamoDB Local 1.25.1, as an npm package of Amazon's carries it: npm is always here, one file is one
 * hash to pin, and it runs from Java 8 on. Maven Central has newer ones (2.6.1), of 85 files, for who has Maven and
 * Java 17; the contracts hold on 2.6.0 just as well. Its own licence lets nobody pass it on: it is never shipped
 * with SHE and never committed, only fetched for this test into the user's cache.
 */
const PACKAGE = 'amplify-dynamodb-simulator@2.9.30';
const SHA512 = 'xTeeRLvzEfqyd5lh3bH4c0kHvSHHmmhD5ZDsHFKAQ5g2Zl6JqlFdutaQhCLHzxEp6Ry1o7TB6niIoXuQAnSewQ==';

type Found = { readonly folder: string } | { readonly missing: string };

/** @returns the folder of the jar, fetched if need be, or what this machine lacks for it */
export async function fetchDynamoDbLocal(): Promise<Found> {
  if (!runs('java', ['-version']))
    return { missing: 'there is no Java (on Debian: openjdk-17-jre-headless)' };
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'smart-hat-engine');
  const folder = join(cache, PACKAGE);
  if (!existsSync(folder)) {
    const problem = download(cache, folder);
    if (problem) return { missing: problem };
  }
  return { folder: join(folder, 'package', 'emulator') };
}

/** Renamed into place when it is whole, so that two at the same time, or a kill, do no harm. */
function download(cache: string, folder: string): string | undefined {
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, 'download-'));
  try {
    const options = ['--silent', '--fetch-retries=0', '--pack-destination', work];
    if (!runs('npm', ['pack', PACKAGE, ...options], work)) return `npm cannot download ${PACKAGE}`;
    const [file = ''] = readdirSync(work);
    const hash = createHash('sha512')
      .update(readFileSync(join(work, file)))
      .digest('base64');
    if (hash !== SHA512) throw new Error(`${PACKAGE} is not the file whose SHA-512 is known here`);
    if (!runs('tar', ['-xzf', file], work)) return 'there is no tar';
    rmSync(join(work, file));
    if (!existsSync(folder)) renameSync(work, folder);
    return undefined;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function runs(program: string, args: readonly string[], cwd?: string): boolean {
  return spawnSync(program, args, { cwd, stdio: 'ignore' }).status === 0;
}
