import { detectSeal } from '../../local/sandbox/detect-seal.ts';
import { SealUnavailable } from '../../local/sandbox/seal-unavailable.ts';
import { PROBES } from './list/all.ts';
import { RESPONSES } from './responses/all.ts';
import { runResponses } from './responses/run-responses.ts';
import { type Report, runProbes } from './run-probes.ts';

/** Bundled, with a part of the engine broken or not, and run in a process of its own, whose output is a report. */
const names = process.argv.slice(2);
console.log(JSON.stringify(await report()));

async function report(): Promise<Report> {
  const wanted = <T extends { readonly name: string }>(all: readonly T[]) =>
    all.filter(({ name }) => names.length === 0 || names.includes(name));
  try {
    const seal = await detectSeal();
    const answers = await runResponses(wanted(RESPONSES), seal);
    return { results: [...(await runProbes(wanted(PROBES), seal)), ...answers] };
  } catch (error) {
    if (!(error instanceof SealUnavailable)) throw error;
    return { unsealable: error.message };
  }
}
