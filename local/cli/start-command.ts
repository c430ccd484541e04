import { resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { loadRegistry } from '../../functions-registry/load-registry.ts';
import { createConsoleLog } from '../console-log.ts';
import { type Engine, startEngine } from '../engine.ts';
import { guide } from '../guide.ts';
import { firstRuns, preparePeople } from '../sample/prepare-people.ts';
import { detectSeal } from '../sandbox/detect-seal.ts';
import { runtimeWarnings } from '../sandbox/runtime-warnings.ts';
import { unsealed } from '../sandbox/unsealed.ts';
import { dataDirOption } from './data-dir-option.ts';
import { REGISTRY_DIRECTORY } from './registry-directory.ts';

interface StartOptions {
  readonly port: number;
  readonly dataDir: string;
  readonly registry: string;
  readonly sample: boolean;
  readonly unsealed?: true;
  readonly verbose: boolean;
}

/** `she start`: the whole engine on this machine. */
export function startCommand(): Command {
  return new Command('start')
    .description('start the whole engine on this machine')
    .option('--port <port>', 'port to listen on, at 127.0.0.1', readPort, 4000)
    .addOption(dataDirOption())
    .option('--registry <dir>', 'functions to run', REGISTRY_DIRECTORY)
    .option('--no-sample', 'create alice and bob without data, and enable nothing')
    .option('--verbose', 'log every run, not only what somebody should look at', false)
    .option('--unsealed', 'run functions WITHOUT isolation; only ever your own')
    .addHelpText(
      'after',
      '\nWith SHE_PDA_DATABASE_URL=postgres://… the PDAs lie in that database, else in the data directory.',
    )
    .action(start);
}

async function start(options: StartOptions): Promise<void> {
  const signals = stopOnSignal();
  const registry = await loadRegistry(options.registry, { build: true });
  const runtimes = registry.functions.map(({ manifest }) => manifest.runtime);
  const seal = options.unsealed ? unsealed(runtimes) : await detectSeal(runtimes);
  const dataDir = resolve(options.dataDir);
  let hasFirstRuns = false;
  const engine = await startEngine({
    ...{ dataDir, port: options.port, registry, seal },
    databaseUrl: process.env.SHE_PDA_DATABASE_URL,
    log: createConsoleLog({ verbose: options.verbose }),
    prepare: async (preparation) => {
      const firstStart = { dataDir, withSample: options.sample, today: new Date() };
      hasFirstRuns = await preparePeople(preparation, firstStart);
    },
    onFunctionOutput: (functionName, line) => console.error(`${functionName}: ${line}`),
  });
  signals.started(engine);
  const warnings = [
    ...registry.warnings,
    ...runtimeWarnings(seal.interpreters, runtimes),
    ...engine.unregistered,
  ];
  for (const warning of warnings) console.warn(warning);
  if (!seal.sealed) console.warn('Functions run WITHOUT isolation (--unsealed).');
  if (hasFirstRuns) await firstRuns(engine.management);
  welcome(`http://localhost:${engine.port}`);
}

function welcome(origin: string): void {
  console.log(`ready ${origin}\n`);
  for (const { title, command } of guide(origin)) console.log(`# ${title}\n${command}\n`);
  console.log('Stop with Ctrl-C; everything is kept, and the next start goes on where this one stopped.');
}

/**
 * The first signal stops a started engine cleanly; a second one does not wait. Before, the process ends at once:
 * whatever is on disk by then survives that, and sandboxes end with the engine.
 */
function stopOnSignal(): { started(engine: Engine): void } {
  let running: Engine | undefined;
  const stop = () => {
    for (const signal of SIGNALS) process.on(signal, () => process.exit(1));
    if (!running) process.exit(1);
    running.close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  for (const signal of SIGNALS) process.once(signal, stop);
  return {
    started: (engine) => {
      running = engine;
    },
  };
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new InvalidArgumentError('It must be a number from 0 to 65535.');
  return port;
}
