import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { reasonOf } from '../../failure-reason.ts';

/**
 * Amazon's own runtime interface client for Java (Apache-2.0), so that handlers, POJOs, streams and the context are
 * what they are on Lambda. It is not part of SHE: Maven fetches it into the user's cache, and each file must have
 * the SHA-256 written here.
 */
const JARS = [
  jar(
    'com.amazonaws',
    'aws-lambda-java-runtime-interface-client',
    '2.9.0',
    'JlaKX2O/npIVZ+d2Yb5CVlCryJcrriqgt+mbq05COdk=',
  ),
  jar('com.amazonaws', 'aws-lambda-java-core', '1.4.0', 'V1wkOTzBrWReg+YYlW6r2J/+jMCe+uLLYrxliRVNaO0='),
  jar(
    'com.amazonaws',
    'aws-lambda-java-serialization',
    '1.2.0',
    'FRPB+UWjIT+Rakst4XYMl7UdhNEQ+Cu7z5z6xT1WUec=',
  ),
  jar('software.amazon.awssdk', 'utils-lite', '2.34.0', '7694TweuUm8LXInXHvIc8WY2ExxH1EYW49+b7cP0+Jo='),
];
const COPY = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';

/** Absolute paths of the client's jars, or what this machine lacks for them. */
export type JavaClient = { readonly jars: readonly string[] } | { readonly missing: string };

/** Looks for the client in the user's cache, and fetches it if it is not there. */
export function fetchJavaClient(): JavaClient {
  // Empty counts as not set.
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'smart-hat-engine');
  const folder = join(cache, `java-client-${JARS[0]?.version}`);
  try {
    if (!existsSync(folder)) download(cache, folder);
    const jars = JARS.map(({ file }) => join(folder, file));
    const wrong = jars.find((path) => !isClientJar(path));
    return wrong === undefined ? { jars } : { missing: foreignJar(wrong) };
  } catch (error) {
    return { missing: `Amazon's client for Java functions cannot be had: ${reasonOf(error).message}` };
  }
}

/** Whether a file is the jar that its name says. */
export function isClientJar(path: string): boolean {
  const known = JARS.find(({ file }) => file === basename(path));
  return known !== undefined && hashOf(path) === known.sha256;
}

/** What is wrong with a file that is not, and what to do. */
export function foreignJar(path: string): string {
  return `${basename(path)} in ${dirname(path)} is not the file whose hash is known; remove that folder`;
}

/** Renamed into place when it is whole, so that two at the same time, or a kill, do no harm. */
function download(cache: string, folder: string): void {
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, 'download-'));
  try {
    const pom = join(work, 'pom.xml');
    writeFileSync(pom, project());
    const options = ['--batch-mode', '--quiet', '--file', pom, COPY];
    const jars = join(work, 'jars');
    const wish = ['-DexcludeTransitive=true', `-DoutputDirectory=${jars}`];
    const { status, error } = spawnSync('mvn', [...options, ...wish], { stdio: 'ignore' });
    if (error) throw new Error('there is no mvn; type: sudo apt-get install --yes maven');
    if (status !== 0) throw new Error('mvn could not download it, as it can where Maven Central is reached');
    if (!existsSync(folder)) renameSync(jars, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function project(): string {
  const dependencies = JARS.map(
    ({ group, artifact, version }) =>
      `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`,
  );
  return (
    '<project><modelVersion>4.0.0</modelVersion><groupId>she</groupId><artifactId>java-client</artifactId>' +
    `<version>1</version><dependencies>${dependencies.join('')}</dependencies></project>`
  );
}

function jar(group: string, artifact: string, version: string, sha256: string) {
  return { group, artifact, version, sha256, file: `${artifact}-${version}.jar` };
}

function hashOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('base64');
}
