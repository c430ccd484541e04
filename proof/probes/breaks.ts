import type { Change } from '../breakages/broken-build.ts';

/** A way to weaken the seal, or what judges answers, on purpose. */
export interface Break {
  readonly name: string;
  readonly changes: readonly Change[];
  /** Probes that must notice, among others; none when nothing can be tried at all. */
  readonly noticedBy: readonly string[];
  /** Weakens only what an engine does that is root. */
  readonly asRoot?: true;
}

const change = (file: string, line: string, broken: string): Change => ({ file, line, broken });
const BUBBLEWRAP = 'local/sandbox/bubblewrap.ts';
const RESULT_CHECK = 'core/execute/result-check.ts';
const LIMITS = 'local/sandbox/limits.ts';

export const BREAKS: readonly Break[] = [
  {
    name: 'share-net',
    changes: [
      change(BUBBLEWRAP, "'--unshare-all',", "'--unshare-all', '--share-net',"),
      // Without the self-test, which would not even let it start.
      change('local/sandbox/self-test.ts', "z.array(z.literal('lo'))", 'z.array(z.string())'),
    ],
    noticedBy: ['tcp', 'udp', 'dns', 'abstract socket', 'invoke call', 'port of another tenant'],
  },
  {
    name: 'no-seccomp',
    changes: [
      change(
        'local/sandbox/seccomp-filter.ts',
        '    load(ARCHITECTURE),',
        '    give(ALLOW), load(ARCHITECTURE),',
      ),
    ],
    noticedBy: ['netlink', 'mount', 'personality', 'memfd', 'terminal input', 'waking timer'],
  },
  {
    name: "engine's-own-user",
    changes: [
      change('local/sandbox/bubblewrap-seal.ts', '? new Uids() : undefined;', '? undefined : undefined;'),
    ],
    noticedBy: ['kernel settings'],
    asRoot: true,
  },
  {
    name: 'no-limits',
    changes: [
      change(
        LIMITS,
        "  return [\n    '/usr/bin/nice',",
        "  return command;\n  return [\n    '/usr/bin/nice',",
      ),
      change(LIMITS, 'return memory + INTERPRETER_MB;', 'return memory * 1000;'),
      change(LIMITS, 'return Math.min(ephemeralStorage * MB, ', 'return Math.max(ephemeralStorage * MB, '),
    ],
    noticedBy: ['a full disk', 'many processes', 'much memory'],
  },
  {
    name: 'shared-tmp',
    changes: [
      change(
        BUBBLEWRAP,
        "['--size', String(tmpBytes(view.ephemeralStorage)), '--tmpfs', INSIDE.tmp]",
        // A folder of this machine with few files: those of its /tmp would count against the memory of a function.
        "['--bind', '/dev/shm', INSIDE.tmp]",
      ),
    ],
    noticedBy: ['/tmp of another tenant', 'another function of the same person', 'its own past'],
  },
  {
    name: 'shared-environments',
    changes: [
      change(
        'local/host/environment-pool.ts',
        'JSON.stringify([key.functionName, key.qualifier, key.tenant])',
        'JSON.stringify([key.functionName, key.qualifier])',
      ),
    ],
    noticedBy: ['globals of another tenant'],
  },
  {
    name: 'no-freeze',
    changes: [
      change('local/sandbox/sealed-process.ts', 'freeze: () => freezeTree(root()),', 'freeze: () => {},'),
      change(
        'local/sandbox/sealed-process.ts',
        'isStill: () => isTreeStill(root()),',
        'isStill: () => true,',
      ),
    ],
    noticedBy: ['work after the answer'],
  },
  {
    name: 'shared-environment-variables',
    changes: [
      change(BUBBLEWRAP, "    '--clearenv',\n", ''),
      change('local/sandbox/sealed-process.ts', '    env: {},', '    env: process.env,'),
    ],
    noticedBy: ['environment variables'],
  },
  {
    name: 'open-descriptors',
    changes: [
      change('local/sandbox/sealed-process.ts', 'if (foreign.length === 0) return own;', 'return own;'),
      change('local/sandbox/self-test.ts', '  await testDescriptors(spawn);\n', ''),
    ],
    noticedBy: ['open descriptors'],
  },
  {
    name: 'unbounded-output',
    changes: [change('local/host/output-lines.ts', 'const BUDGET = 65_536;', 'const BUDGET = 1e12;')],
    noticedBy: ['endless output'],
  },
  {
    name: 'trusting-runtime-api',
    changes: [
      change(
        'local/host/environment.ts',
        '|| requestId !== this.#work?.requestId) return false;',
        ') return false;',
      ),
    ],
    noticedBy: ['answer for another'],
  },
  {
    name: 'no-place-check',
    changes: [
      change(RESULT_CHECK, 'every((response) => isInPlace(response, entry.scope))', 'every(() => true)'),
    ],
    noticedBy: ['foreign namespace', '../ in the endpoint', 'duplicate keys', '%2e%2e below its place'],
  },
  {
    name: 'no-text-check',
    changes: [change(RESULT_CHECK, '  await checkTexts(items, entry, schemas);\n', '')],
    noticedBy: ['HTML', 'web address', 'ANSI escape codes', 'half a character'],
  },
  {
    name: 'no-scope-check',
    changes: [
      change('core/execute/check-bundle.ts', 'if (!isBundleInScope(', 'if (false && !isBundleInScope('),
    ],
    noticedBy: ['wider bundle', 'wider bundle by a link', 'bundle that changes'],
  },
  {
    name: 'no-depth-check',
    changes: [change(RESULT_CHECK, 'if (!isWalkable(answer))', 'if (false)')],
    noticedBy: ['nesting 10,000 deep'],
  },
  {
    name: 'quoting-errors',
    changes: [
      change(
        'adapters/lambda/lambda-invoker.ts',
        'throw new ExecutionFailure(classifyFunctionError(text));',
        'throw new Error(text);',
      ),
    ],
    noticedBy: ['data in an error'],
  },
  {
    name: 'no-bubblewrap',
    changes: [change('local/sandbox/detect-seal.ts', 'BUBBLEWRAP_PATHS.find(existsSync)', 'undefined')],
    noticedBy: [],
  },
  {
    name: 'sealed-control',
    changes: [change('proof/probes/run-probes.ts', 'control: Seal = unsealed(),', 'control: Seal = seal,')],
    noticedBy: ['tcp', 'a file of the engine', 'memfd', '/tmp of another tenant'],
  },
];
