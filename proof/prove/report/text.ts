import type { Finding } from '../finding.ts';
import type { Proof, Verdict } from '../prove.ts';
import type { Reach } from '../reach/reach.ts';

const WIDTH = 110;
/** Resources shown as evidence of one claim; `--json` has them all. */
const SHOWN = 3;

/** A proof for people. */
export function textReport({ verdicts, reach }: Proof): string {
  const broken = verdicts.filter(({ holds }) => !holds);
  const total =
    broken.length === 0
      ? `All ${verdicts.length} claims hold.`
      : `${broken.length} of ${verdicts.length} claims do not hold: ${broken.map(({ name }) => name).join(', ')}.`;
  return [...verdicts.map(verdictText), ...reach.map(reachText), total].join('\n\n');
}

function verdictText({ name, sentence, holds, evidence, violations }: Verdict): string {
  const lines = holds
    ? evidence.slice(0, SHOWN).map(({ resource, says }) => `    ${resource}: ${says}`)
    : violations.map(violationText);
  const more = holds && evidence.length > SHOWN ? [`    and ${evidence.length - SHOWN} more`] : [];
  return [`${holds ? '✓' : '✗'} ${name}: ${sentence}`, ...lines, ...more].map(cut).join('\n');
}

function violationText({ stack, logicalId, path, found, expected }: Finding): string {
  const place = [`${stack}/${logicalId}`, path].filter(Boolean).join(' ');
  return `    ${place}\n      found: ${found}\n      must be: ${expected}`;
}

/** The locks between the code of some Lambdas and everybody, and what is left open. */
function reachText({ lambdas, edges, reaches, serviceActions }: Reach): string {
  const [first = '', ...others] = lambdas;
  const steps = edges.map(
    ({ from, to, isOpen, by, why }) =>
      `    ${isOpen ? '→' : '⊘'} ${from} → ${to}: ${why} (${by.map(shortName).join(', ') || 'nothing'})`,
  );
  return [
    `What ${first}${others.length > 0 ? ` and ${others.length} Lambdas sealed alike` : ''} can reach:`,
    ...steps,
    `    reaches: ${reaches.join(', ') || 'nothing'}`,
    `    the Lambda service itself, not code, may: ${serviceActions.map(shortName).join(', ') || 'nothing'}`,
  ]
    .map(cut)
    .join('\n');
}

const shortName = (key: string) => key.replace(/^She-[^/]+\//, '').replace(/^ec2:/, '');

const cut = (text: string) =>
  text
    .split('\n')
    .map((line) => (line.length > WIDTH ? `${line.slice(0, WIDTH - 1)}…` : line))
    .join('\n');
