import type { HostedFamily } from './hosted-family.ts';
import type { JavaInterpreter } from './interpreters.ts';
import { NATIVE_CLIENT_PROPERTY } from './java/native-client.ts';
import { javaHeap, nodeHeap } from './limits.ts';
import type { Places } from './places.ts';

/** What is to be run, and by what. */
export interface Bootstrapping {
  readonly places: Places;
  /** Path of the family's interpreter as the process sees it. */
  readonly interpreter: string;
  /** MB */
  readonly memory: number;
  readonly handler: string;
  /** Only for Java. */
  readonly java?: Pick<JavaInterpreter, 'bridge'> | undefined;
}

type Command = (what: Bootstrapping) => readonly string[];

const COMMANDS: Readonly<Record<HostedFamily, Command>> = {
  node: ({ interpreter, places, memory }) => [
    interpreter,
    `--max-old-space-size=${nodeHeap(memory)}`,
    `${places.bootstraps}/bootstrap.mjs`,
  ],
  python: ({ interpreter, places }) => [interpreter, '-I', '-B', '-u', `${places.bootstraps}/bootstrap.py`],
  bootstrap: ({ interpreter, places }) => bridged(interpreter, places, [`${places.code}/bootstrap`]),
  java: (what) => bridged(what.java?.bridge ?? '', what.places, javaCommand(what)),
};

/** The command line that runs a family's bootstrap. */
export function bootstrapCommand(family: HostedFamily, what: Bootstrapping): readonly string[] {
  return COMMANDS[family](what);
}

function bridged(perl: string, { bootstraps, socket, port }: Places, command: readonly string[]) {
  return [perl, `${bootstraps}/bridge.pl`, socket, String(port), ...command];
}

/** As Lambda starts Java where it differs from Java's own defaults; and few threads, since they count as processes. */
function javaCommand({ interpreter, places, memory, handler }: Bootstrapping): readonly string[] {
  return [
    interpreter,
    `-Xmx${javaHeap(memory)}m`,
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    '-XX:ActiveProcessorCount=2',
    '-XX:-UsePerfData',
    '-Xshare:auto',
    `-Djava.io.tmpdir=${places.tmp}`,
    `-D${NATIVE_CLIENT_PROPERTY}=${places.bootstraps}/java/client.so`,
    ...['-classpath', `${places.bootstraps}/java/*`],
    'com.amazonaws.services.lambda.runtime.api.client.AWSLambda',
    handler,
  ];
}
