#!/usr/bin/env node
import { prepare } from './setup.mjs';

/** The command line entry: prepares the clone, then hands over to the TypeScript. */
const needsSeal =
  process.argv[2] === 'start' && !process.argv.includes('--unsealed') && !process.argv.includes('--help');
prepare({ systemPackages: needsSeal });

// The SDK warns of Node 20 on standard error at every start; the README says which Node to use.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

const { register } = await import('tsx/esm/api');
register();
const { main } = await import('../local/cli/main.ts');
await main(process.argv);
