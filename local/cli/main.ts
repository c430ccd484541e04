import { Command, CommanderError } from 'commander';
import { EngineError } from '../../core/errors.ts';
import { dlqCommand } from './dlq-command.ts';
import { exportCommand } from './export-command.ts';
import { importCommand } from './import-command.ts';
import { pdaCommand } from './pda-command.ts';
import { recallCommand } from './recall-command.ts';
import { registryCommand } from './registry-command.ts';
import { restoreCommand } from './restore-command.ts';
import { startCommand } from './start-command.ts';
import { versionsCommand } from './versions-command.ts';

/** Runs the command line; what went wrong is said in a sentence, and the exit code tells. */
export async function main(argv: readonly string[]): Promise<void> {
  const she = new Command('she').description(
    "Smart HAT Engine: runs other people's functions on one person's data, sealed.",
  );
  she
    .addCommand(startCommand())
    .addCommand(importCommand())
    .addCommand(exportCommand())
    .addCommand(registryCommand());
  she.addCommand(pdaCommand()).addCommand(dlqCommand()).addCommand(recallCommand());
  she.addCommand(versionsCommand());
  she.addCommand(restoreCommand());
  try {
    await she.parseAsync([...argv]);
  } catch (error) {
    if (error instanceof CommanderError) throw error;
    if (!(error instanceof EngineError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
