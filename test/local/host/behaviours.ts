import { readFileSync } from 'node:fs';
import type { HostedFunction } from '../../../local/host/hosted-function.ts';
import { hostedFunction, nodeFunction, packedFunction, pythonFunction } from './sealed-host.ts';
import { type Built, buildGo, buildJava } from './toolchains.ts';

/** The ways to behave that every family of functions has, each a function of its own. */
export const BEHAVIOURS = [
  'hello',
  'throws',
  'exits',
  'hangs',
  'remembers',
  'large',
  'greedy',
  'broken',
] as const;

type Behaviour = (typeof BEHAVIOURS)[number];
type Sources = Readonly<Record<Behaviour, string>>;

const NODE: Sources = {
  hello: `export const handler = async (event, context) => ({ hello: event.name, tenant: context.tenantId });`,
  throws: `export const handler = async () => { throw new TypeError('no such thing'); };`,
  exits: `export const handler = async () => process.exit(3);`,
  hangs: `
    import { spawn } from 'node:child_process';
    export const handler = async (event) => {
      if (!event.hang) return 'fine';
      spawn('/bin/sleep', ['1000'], { detached: true });
      process.on('SIGTERM', () => {});
      for (;;) {}
    };`,
  remembers: `
    import { existsSync, writeFileSync } from 'node:fs';
    let calls = 0;
    export const handler = async () => {
      const known = existsSync('/tmp/known');
      writeFileSync('/tmp/known', '');
      calls += 1;
      return { calls, known };
    };`,
  large: `export const handler = async () => 'x'.repeat(6291557);`,
  greedy: `export const handler = async () => Array.from({ length: 10 }, () => Buffer.alloc(64 << 20, 1)).length;`,
  broken: `import 'nowhere'; export const handler = async () => {};`,
};

const PYTHON: Sources = {
  hello: `
def handler(event, context):
    return {"hello": event["name"], "tenant": context.tenant_id}
`,
  throws: `
def handler(event, context):
    raise TypeError("no such thing")
`,
  exits: `
import os
def handler(event, context):
    os._exit(3)
`,
  hangs: `
import signal, subprocess
def handler(event, context):
    if not event.get("hang"):
        return "fine"
    subprocess.Popen(["/bin/sleep", "1000"], start_new_session=True)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    while True:
        pass
`,
  remembers: `
import os
calls = 0
def handler(event, context):
    global calls
    known = os.path.exists("/tmp/known")
    open("/tmp/known", "w").close()
    calls += 1
    return {"calls": calls, "known": known}
`,
  large: `
def handler(event, context):
    return "x" * 6291557
`,
  greedy: `
def handler(event, context):
    return len(bytearray(640 * 1024 * 1024))
`,
  broken: `
import nowhere
`,
};

/** A method of the class for each, since Java's handlers are methods. */
const JAVA: Sources = {
  hello: 'example.Behaviours::hello',
  throws: 'example.Behaviours::throwing',
  exits: 'example.Behaviours::exits',
  hangs: 'example.Behaviours::hangs',
  remembers: 'example.Behaviours::remembers',
  large: 'example.Behaviours::large',
  greedy: 'example.Behaviours::greedy',
  broken: 'nowhere.Missing::handle',
};

const SCRIPT = readFileSync(new URL('fixtures/bootstrap/bootstrap', import.meta.url), 'utf8');
const GO = buildGo();
const JAVA_CLASSES = await buildJava('classes');

/** A family with how to make its functions, or why this machine cannot. */
export interface Family {
  readonly name: string;
  readonly missing?: string | undefined;
  readonly make: (behaviour: Behaviour, over: Partial<HostedFunction>) => Promise<HostedFunction>;
}

const provided = (behaviour: Behaviour) => ({ runtime: 'provided.al2023', handler: behaviour });

/** `bootstrap` needs no toolchain, so that its way is tested everywhere. */
export const FAMILIES: readonly Family[] = [
  { name: 'node', make: (way, over) => nodeFunction(`node-${way}`, NODE[way], over) },
  { name: 'python', make: (way, over) => pythonFunction(`python-${way}`, PYTHON[way], over) },
  {
    name: 'bootstrap',
    make: (way, over) =>
      hostedFunction(`bootstrap-${way}`, { bootstrap: SCRIPT }, { ...provided(way), ...over }),
  },
  {
    name: 'go',
    missing: missing(GO),
    make: (way, over) => packedFunction(`go-${way}`, filesOf(GO), { ...provided(way), ...over }),
  },
  {
    name: 'java',
    missing: missing(JAVA_CLASSES),
    make: (way, over) =>
      packedFunction(`java-${way}`, filesOf(JAVA_CLASSES), {
        ...{ runtime: 'java21', handler: JAVA[way], memory: 256 },
        ...over,
      }),
  },
];

function missing(built: Built): string | undefined {
  return 'missing' in built ? built.missing : undefined;
}

function filesOf(built: Built): ReadonlyMap<string, string> {
  return 'files' in built ? built.files : new Map();
}
