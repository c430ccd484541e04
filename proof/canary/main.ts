import { Command, Option } from 'commander';
import { EngineError } from '../../core/errors.ts';
import { BREAKAGES, breakageNamed } from './breakages/breakages.ts';
import { playBroken } from './breakages/play-broken.ts';
import { judge } from './judge.ts';
import { play, STAGES, type StageName } from './play/play.ts';
import { isClean, report } from './report.ts';

const NAMES = BREAKAGES.map(({ name, what }) => `  ${name.padEnd(20)} ${what}`).join('\n');

/**
 * `npm run canary`: data that can be nowhere by chance goes through the whole engine, and everything that comes out
 * is searched for it.
 */
const canary = new Command('canary')
  .description('search everything that comes out of the engine for the data that went in')
  .option('--break <name>', 'break one redaction first, which must be noticed: then the exit code is 1')
  .addOption(
    new Option(
      '--only <stage>',
      'play one of the two stages; then the channels of the other hold nothing',
    ).choices(STAGES),
  )
  .option('--breaks', 'break each of them by itself, and fail if one is not noticed')
  .addHelpText('after', `\nRedactions that can be broken:\n${NAMES}`)
  .parse();
const options = canary.opts<{ break?: string; breaks?: true; only?: StageName }>();

try {
  if (options.breaks) await breakAll();
  else if (options.break === undefined) await playOnce();
  else process.exitCode = (await breakOne(options.break)) ? 1 : 0;
} catch (error) {
  if (!(error instanceof EngineError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
// A seal or a database that was asked for and not used would keep the process alive.
process.exit();

async function playOnce(): Promise<void> {
  const played = await play(options.only ? [options.only] : STAGES);
  const { objections, notes } = played.evidence;
  const verdicts = judge(played);
  for (const note of notes) console.log(`· ${note}`);
  console.log(report(verdicts, objections));
  process.exitCode = isClean(verdicts, objections) ? 0 : 1;
}

async function breakOne(name: string): Promise<boolean> {
  const breakage = breakageNamed(name);
  const { isNoticed, output } = await playBroken(breakage);
  console.log(output);
  console.log(
    isNoticed
      ? `noticed: ${breakage.what}, in the channel "${breakage.channel}"`
      : `NOT noticed: ${breakage.what}; the channel "${breakage.channel}" should show it`,
  );
  return isNoticed;
}

async function breakAll(): Promise<void> {
  let unnoticed = 0;
  for (const breakage of BREAKAGES) {
    const { isNoticed } = await playBroken(breakage);
    if (!isNoticed) unnoticed++;
    console.log(`${isNoticed ? '✓' : '✗'} ${breakage.name.padEnd(20)} ${breakage.what}: ${breakage.channel}`);
  }
  console.log(`\n${BREAKAGES.length} redactions broken, ${unnoticed} not noticed`);
  process.exitCode = unnoticed > 0 ? 1 : 0;
}
