import { Command, Option } from 'commander';
import { EngineError } from '../../core/errors.ts';
import type { DeadLetter } from '../../core/model/dead-letter.ts';
import { describeOutcome } from '../../core/model/redrive-outcome.ts';
import type { DeadLetterDesk } from '../dead-letters/desk.ts';
import { type DeskOptions, openDesk } from '../dead-letters/open-desk.ts';
import { dataDirOption } from './data-dir-option.ts';
import { letterJson, letterPage, letterTable } from './letter-view.ts';
import { printable } from './printable.ts';

const HELP = `
A dead letter is what the engine could not work on: an attempt given up after five tries, a message that failed five
deliveries, or one that is no message at all. Letters are kept for 14 days.

Without --stage, it is about an engine on this machine, which may be running or not; what is redriven while it does
not run is done at its next start. With --stage NAME it is about the engine on AWS that config/NAME.json describes, and
uses the credentials of your environment. SQS shows messages only by handing them out: while one of these commands
runs, the letters are hidden from others, and if it is interrupted, for up to five minutes.

Ends with 0 when all was done, with 1 when a letter was not redriven or does not exist.`;

/** There is no such letter. */
class UnknownLetter extends EngineError {
  override readonly name = 'UnknownLetter';
}

/** `she dlq list|show|redrive`: what could not be worked on, and making work of it again. */
export function dlqCommand(): Command {
  const dlq = new Command('dlq').description('see what could not be worked on, and try it again');
  dlq.addHelpText('after', HELP);
  sub(dlq, 'list', 'list the dead letters, oldest first')
    .option('--json', 'as JSON')
    .action((options: DeskOptions & { json?: true }) =>
      atDesk(options, async (desk) => {
        const letters = await desk.letters();
        const asJson = letters.map((letter) => letterJson(letter, { withBody: false }));
        console.log(options.json ? JSON.stringify(asJson, undefined, 2) : letterTable(letters));
      }),
    );
  sub(dlq, 'show <id>', 'show one letter, with its cause and what to do')
    .option('--json', 'as JSON')
    .option('--body', "show the message itself too; one from outside may hold somebody's data")
    .action((id: string, options: DeskOptions & { json?: true; body?: true }) =>
      atDesk(options, async (desk) => {
        const letter = find(await desk.letters(), id);
        const withBody = options.body === true;
        console.log(
          options.json
            ? JSON.stringify(letterJson(letter, { withBody }), undefined, 2)
            : letterPage(letter, { withBody }),
        );
      }),
    );
  sub(dlq, 'redrive [id]', 'make work of a letter again, and delete it; one that is refused stays')
    .option('--all', 'every letter there is')
    .action((id: string | undefined, options: DeskOptions & { all?: true }) =>
      atDesk(options, (desk) => redriveThem(desk, id, options.all === true)),
    );
  return dlq;
}

function sub(dlq: Command, name: string, description: string): Command {
  return dlq
    .command(name)
    .description(description)
    .addOption(dataDirOption())
    .addOption(new Option('--stage <name>', 'the engine on AWS that config/<name>.json describes'))
    .addHelpText('after', HELP);
}

async function atDesk(options: DeskOptions, work: (desk: DeadLetterDesk) => Promise<void>): Promise<void> {
  const desk = await openDesk(options, (line) => console.error(printable(line, 1000)));
  try {
    await work(desk);
  } finally {
    await desk.close();
  }
}

async function redriveThem(desk: DeadLetterDesk, id: string | undefined, all: boolean): Promise<void> {
  if ((id === undefined) !== all) throw new EngineError('Name one letter, or say --all.');
  const letters = await desk.letters();
  const chosen = id === undefined ? letters : [find(letters, id)];
  if (chosen.length === 0) return console.log('no dead letters');
  const answer = await desk.redrive(chosen);
  if (typeof answer === 'string') return console.log(answer);
  for (const { letterId, outcome } of answer) console.log(describeOutcome(letterId, outcome));
  const isDone = answer.every(({ outcome }) => outcome.kind !== 'refused' && outcome.kind !== 'failed');
  if (!isDone) process.exitCode = 1;
}

function find(letters: readonly DeadLetter[], id: string): DeadLetter {
  const letter = letters.find((candidate) => candidate.id === id);
  if (letter) return letter;
  throw new UnknownLetter(
    `There is no dead letter ${printable(id, 60)}: "npx she dlq list" shows those there are.`,
  );
}
