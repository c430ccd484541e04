import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError } from 'commander';
import { type Measured, missed, table } from './figures.ts';
import { makeRegistry } from './sample-registry.ts';
import { synthesise } from './synthesise.ts';

/** `npm run bench:synth -- --functions 1,1000 --rounds 5` */
const options = new Command('bench:synth')
  .description(
    'measure what synthesis takes, beside the obvious way: a role, an asset and a high-level construct for each Lambda',
  )
  .option('--functions <counts>', 'sizes of the registry', readCounts, [1, 100, 1000, 5000])
  .option('--rounds <n>', 'syntheses of each size by each way', readCount, 3)
  .option('--json', 'print every synthesis as JSON', false)
  .option('--keep-registry <folder>', 'make a registry of the first size there, and measure nothing')
  .parse()
  .opts<{ functions: number[]; rounds: number; json: boolean; keepRegistry?: string }>();

const OBVIOUS = fileURLToPath(new URL('obvious-app.ts', import.meta.url));

if (options.keepRegistry === undefined) await measureAll();
else await keepRegistry(options.keepRegistry);

/** For whoever wants to see what so many functions become. */
async function keepRegistry(folder: string): Promise<void> {
  await makeRegistry(resolve(folder), options.functions[0] ?? 1);
  console.log(`CDK_VALIDATION=false npx cdk synth --quiet -c registry=${folder}`);
}

async function measureAll(): Promise<void> {
  const measured: Measured[] = [];
  for (const functions of options.functions) measured.push(await measure(functions, options.rounds));
  console.log(options.json ? JSON.stringify(measured) : table(measured));
  const [load = 0] = loadavg();
  const isIdle = load <= availableParallelism();
  const complaints = missed(measured, isIdle);
  for (const complaint of complaints) console.error(complaint);
  if (!isIdle)
    console.error(
      `This machine is busy (load ${load.toFixed(1)}): seconds mean little, parts of each other more.`,
    );
  process.exitCode = complaints.length > 0 ? 1 : 0;
}

/** By turns, so that whatever else the machine does slows down both ways. */
async function measure(functions: number, rounds: number): Promise<Measured> {
  const registry = await mkdtemp(join(tmpdir(), 'she-bench-registry-'));
  try {
    await makeRegistry(registry, functions);
    const turns = Array.from({ length: rounds }, () => ({
      ours: synthesise(registry),
      obvious: synthesise(registry, OBVIOUS),
    }));
    return {
      functions,
      ours: turns.map(({ ours }) => ours),
      obvious: turns.map(({ obvious }) => obvious),
    };
  } finally {
    await rm(registry, { recursive: true });
  }
}

function readCount(text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text)) throw new InvalidArgumentError('It must be a number from 1.');
  return Number(text);
}

function readCounts(text: string): number[] {
  return text.split(',').map(readCount);
}
