import { Command, Option } from 'commander';
import { baseAddress } from '../../adapters/pda/base-address.ts';
import { EngineError } from '../../core/errors.ts';
import { pdaNameSchema } from '../../core/model/names.ts';
import type { PdaAccess } from '../../core/ports.ts';
import { checkPda, type PdaFound } from '../pdas/check-pda.ts';
import { endingTokens } from '../pdas/ending-tokens.ts';
import { atPdaDesk, type PdaDeskOptions } from '../pdas/open-pda-desk.ts';
import type { PdaDesk } from '../pdas/pda-desk.ts';
import { readToken, type TokenSource } from '../pdas/read-token.ts';
import { whichPdas } from '../pdas/which-pdas.ts';
import { dataDirOption } from './data-dir-option.ts';
import { printable } from './printable.ts';
import { table } from './table.ts';

const HELP = `
The engine talks to the PDAs that are registered with it, at their registered addresses, and to nobody else. Those that
it keeps itself are registered by themselves.

Without --stage, it is about an engine on this machine, which may be running or not. With --stage NAME it is about the
engine on AWS that config/NAME.json describes, and uses the credentials of your environment: docs/pdas.md says what they
must allow.

The token is kept sealed, and never shown again. Who lists processes sees what is given with --token; a file, standard
input (--token-file -) or the variable SHE_PDA_TOKEN is seen by nobody.`;

/** Characters of a domain. */
const LONGEST_NAME = 253;

type Given = PdaDeskOptions & TokenSource & { readonly check: boolean };

/** `she pda add|list|which|remove|rotate`: which PDAs the engine talks to, where, and with which token. */
export function pdaCommand(): Command {
  const pda = new Command('pda').description('register PDAs that are elsewhere').addHelpText('after', HELP);
  withToken(sub(pda, 'add <domain>', 'register a PDA, after a look whether it can be worked with'))
    .requiredOption('--url <url>', 'its address, such as https://asha.hubat.net')
    .action((domain: string, options: Given & { url: string }) =>
      atPdaDesk(options, (desk) => add(desk, domain, options)),
    );
  sub(pda, 'list', 'list the registered PDAs')
    .option('--json', 'as JSON')
    .action((options: PdaDeskOptions & { json?: true }) =>
      atPdaDesk(options, (desk) => list(desk, options.json === true)),
    );
  sub(
    pda,
    'which <pdaGroup...>',
    'name the PDAs that the log and the metrics call by these pseudonyms',
  ).action((given: readonly string[], options: PdaDeskOptions) =>
    atPdaDesk(options, (desk) => which(desk, given)),
  );
  sub(pda, 'remove <domain>', 'forget a PDA: the engine does not talk to it any more').action(
    (domain: string, options: PdaDeskOptions) => atPdaDesk(options, (desk) => remove(desk, domain)),
  );
  withToken(sub(pda, 'rotate <domain>', 'give the engine a new token of a registered PDA')).action(
    (domain: string, options: Given) => atPdaDesk(options, (desk) => rotate(desk, domain, options)),
  );
  return pda;
}

function sub(pda: Command, name: string, description: string): Command {
  return pda
    .command(name)
    .description(description)
    .addOption(dataDirOption())
    .addOption(new Option('--stage <name>', 'the engine on AWS that config/<name>.json describes'))
    .addHelpText('after', HELP);
}

function withToken(command: Command): Command {
  return command
    .option('--token-file <file>', 'the token that the PDA issued to the engine; - is standard input')
    .option('--token <token>', 'the same, for all to see who list processes')
    .option('--no-check', 'do not ask the PDA first');
}

async function add(desk: PdaDesk, domain: string, options: Given & { url: string }): Promise<void> {
  const pda = nameOf(domain);
  if (await desk.isOwn(pda))
    throw new EngineError(`${pda} is a PDA of this engine, and registered by itself: choose another domain.`);
  if (await desk.find(pda)) throw known(pda);
  const url = baseAddress(options.url, desk.nearby);
  const access = { pda, url, token: await readToken(options, process.env) };
  await check(desk, access, options);
  if (!(await desk.add(access))) throw known(pda);
  console.log(`${pda} is registered at ${url}. ${await desk.effect()}`);
}

async function rotate(desk: PdaDesk, domain: string, options: Given): Promise<void> {
  const found = await desk.find(nameOf(domain));
  if (!found) throw unknown(domain);
  const { pda, url } = found;
  const access = { pda, url, token: await readToken(options, process.env) };
  await check(desk, access, options);
  if (!(await desk.rotate(access))) throw unknown(domain);
  console.log(`${pda} has a new token. ${await desk.effect()}`);
}

async function remove(desk: PdaDesk, domain: string): Promise<void> {
  if (!(await desk.remove(nameOf(domain)))) throw unknown(domain);
  console.log(`${domain} is not registered any more. ${await desk.effect()}`);
}

async function list(desk: PdaDesk, asJson: boolean): Promise<void> {
  const shown = (await desk.list()).map(({ pda, url, registeredAt, tokenEnds }) => {
    return { pda, url, registeredAt, tokenEnds };
  });
  for (const line of endingTokens(shown, new Date())) console.error(line);
  if (asJson) return console.log(JSON.stringify(shown, undefined, 2));
  const rows = shown.map(({ pda, url, registeredAt, tokenEnds }) => {
    return [pda, url, registeredAt || '-', tokenEnds ?? '-'];
  });
  const heads = ['PDA', 'address', 'token since', 'token until'];
  console.log(rows.length === 0 ? 'no PDAs' : table([heads, ...rows]));
}

async function which(desk: PdaDesk, given: readonly string[]): Promise<void> {
  const { found, problems } = whichPdas(given, await desk.names(), await desk.pseudonyms());
  for (const one of found) console.log(`${one.given}  ${printable(one.pda, LONGEST_NAME)}`);
  if (problems.length > 0) throw new EngineError(problems.join('\n'));
}

async function check(desk: PdaDesk, access: PdaAccess, options: Given): Promise<void> {
  if (!options.check) return;
  console.log(describe(await checkPda({ ...access, nearby: desk.nearby }, () => new Date()), access));
}

function describe({ kind, tokenEnds, isOwners }: PdaFound, { pda }: PdaAccess): string {
  const speaks =
    kind === 'additions'
      ? 'speaks the additions for the engine'
      : 'speaks plain HAT v2.6, with the weaker promises of docs/pda.md';
  const ends = tokenEnds ? ` The token ends at ${tokenEnds.toISOString()}.` : '';
  const warning = isOwners
    ? "\nwarning: the token is the owner's own, which nobody can take back; an application can be disabled."
    : '';
  return `${pda} answers, takes the token, and ${speaks}.${ends}${warning}`;
}

function nameOf(domain: string): string {
  const name = pdaNameSchema.safeParse(domain);
  if (name.success) return name.data;
  throw new EngineError(`That is no domain of a PDA: write it in lower case, such as asha.hubat.net.`);
}

function known(pda: string): EngineError {
  return new EngineError(
    `${pda} is registered already: "npx she pda rotate" gives it another token; to move it, remove it first.`,
  );
}

function unknown(domain: string): EngineError {
  return new EngineError(`${domain} is not registered: "npx she pda list" shows who is.`);
}
