import { Command } from 'commander';
import { loadRegistry } from '../../functions-registry/load-registry.ts';
import { lockRegistry } from '../../functions-registry/lock-registry.ts';
import { REGISTRY_DIRECTORY } from './registry-directory.ts';

/** `she registry check|lock`: for the developers of functions. */
export function registryCommand(): Command {
  const registry = new Command('registry').description('check and lock the functions of a registry');
  registry
    .command('check')
    .description('build every function and report every problem')
    .option('--registry <dir>', 'the registry', REGISTRY_DIRECTORY)
    .action(async (options: { registry: string }) => {
      const { functions, warnings } = await loadRegistry(options.registry, { build: true });
      for (const warning of warnings) console.warn(warning);
      console.log(
        `${functions.length} functions are in order: ${functions.map(({ manifest }) => manifest.id).join(', ')}`,
      );
    });
  registry
    .command('lock')
    .description('write version and hash of every function to lock.json, which approves them')
    .option('--registry <dir>', 'the registry', REGISTRY_DIRECTORY)
    .option('--unpublished', 'accept changes without a new version: nobody has been given this one yet')
    .action(async (options: { registry: string; unpublished?: boolean }) => {
      await lockRegistry(options.registry, options);
      console.log(`locked ${options.registry}/lock.json: look at the difference, then commit it`);
    });
  return registry;
}
