import type { Finding } from '../finding.ts';
import type { Proof, Verdict } from '../prove.ts';
import type { Reach } from '../reach/reach.ts';
import { wrap } from './wrap.ts';

/** Resources shown as evidence of one claim; `--json` has them all. */
const SHOWN = 3;

/** A proof for people. */
export function textReport({ verdicts, reach }: Proof): string {
  return [...verdicts.map(verdictText), ...reach.map(reachText), total(verdicts)].join('\n\n');
}

function total(verdicts: readonly Verdict[]): string {
  const broken = verdicts.filter(({ holds }) => !holds).map(({ name }) => name);
  if (broken.length === 0) return `All ${verdicts.length} claims hold.`;
  return wrap(`${broken.length} of ${verdicts.length} claims do not hold: ${broken.join(', ')}.`);
}

function verdictText({ name, sentence, holds, evidence, violations }: Verdict): string {
  const lines = holds
    ? evidence.slice(0, SHOWN).map(({ resource, says }) => `    ${resource}: ${says}`)
    : violations.flatMap(violationLines);
  const more = holds && evidence.length > SHOWN ? [`    and ${evidence.length - SHOWN} more`] : [];
  return [`${holds ? '✓' : '✗'} ${name}: ${sentence}`, ...lines, ...more].map(wrap).join('\n');
}

function violationLines({ stack, logicalId, path, found, expected }: Finding): readonly string[] {
  const place = `${stack}/${logicalId} ${path}`.trim();
  return [`    ${place}`, `      found: ${found}`, `      must be: ${expected}`];
}

/** The locks between the code of some Lambdas and everybody, and what is left open. */
function reachText({ lambdas, edges, reaches, serviceActions }: Reach): string {
  const [first = '', ...others] = lambdas;
  const steps = edges.map(({ from, to, isOpen, by, why }) => {
    const evidence = by.map(shortName).join(', ') || 'nothing';
    return `    ${from} ${isOpen ? '──→' : '─╳→'} ${to}: ${why} (${evidence})`;
  });
  return [
    `What ${first}${others.length > 0 ? ` and ${others.length} Lambdas sealed alike` : ''} can reach:`,
    ...steps,
    `    reaches: ${reaches.join(', ') || 'nothing'}`,
    `    Lambda itself, not code, may: ${serviceActions.join(', ') || 'nothing'}`,
  ]
    .map(wrap)
    .join('\n');
}

const shortName = (key: string) => key.replace(/^She-[^/]+\//, '');
