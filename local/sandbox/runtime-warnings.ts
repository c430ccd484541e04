import { type HostedFamily, hostedFamily } from './hosted-family.ts';
import type { Interpreters } from './interpreters.ts';

/** How to get what runs a family. */
const INSTALL: Readonly<Record<HostedFamily, string>> = {
  node: 'no node; install Node 20.20 or newer',
  python: 'no python3 below /usr; type: sudo apt-get install --yes python3',
  java: 'no Java below /usr; type: sudo apt-get install --yes openjdk-17-jre-headless maven',
  bootstrap: 'no perl below /usr, which starts it; type: sudo apt-get install --yes perl-base',
};

/**
 * What a developer should know before trusting local runs: runtimes this host has no interpreter for, or another
 * version of.
 *
 * @param runtimes Lambda runtime names, `nodejs24.x`
 */
export function runtimeWarnings(interpreters: Interpreters, runtimes: Iterable<string>): readonly string[] {
  return [...new Set(runtimes)].sort().flatMap((runtime) => {
    const family = hostedFamily(runtime);
    const interpreter = family && interpreters[family];
    if (interpreter === undefined) return [`${runtime}: ${missingInterpreter(interpreters, runtime)}`];
    // Such a function brings its own.
    if (family === 'bootstrap') return [];
    const wanted = /\d+(\.\d+)*/.exec(runtime)?.[0] ?? '';
    const same = `${interpreter.version}.`.startsWith(`${wanted}.`);
    return same ? [] : [`${runtime}: runs here on ${family} ${interpreter.version} (${interpreter.path})`];
  });
}

/** Why `runtime` cannot run here, and what to do. */
export function missingInterpreter({ absent }: Interpreters, runtime: string): string {
  const family = hostedFamily(runtime);
  if (family !== undefined) return absent?.[family] ?? INSTALL[family];
  return (
    'this machine runs nodejs, python, java and provided.al2023 functions; this one runs on AWS Lambda only: ' +
    'npx cdk deploy --all -c stage=NAME'
  );
}
