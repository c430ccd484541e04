/** What is made of a run: which breakages nobody noticed and nobody explained, and the page that tells of it all. */
import { readFileSync } from 'node:fs';

/**
 * Breakages that no test can notice: module → the line each is in, what becomes of which text, and why nothing comes
 * of it. Without line numbers, so that they outlast changes elsewhere in their modules.
 */
const SURVIVORS = new URL('./survivors.json', import.meta.url);

/** Sorts what the tests did not notice in a module into explained and not, and tells explanations nothing needs. */
export function judge(module, unnoticed) {
  const known = JSON.parse(readFileSync(SURVIVORS, 'utf8'))[module] ?? [];
  const isKnown = ({ line, mutant }) => known.some((one) => one.in === line && one.mutant === mutant);
  const isNeeded = (one) => unnoticed.some(({ line, mutant }) => one.in === line && one.mutant === mutant);
  return {
    explained: known.filter(isNeeded),
    unexplained: unnoticed.filter((survivor) => !isKnown(survivor)),
    stale: known.filter((one) => !isNeeded(one)),
  };
}

export const score = ({ noticed, unnoticed }) => (100 * noticed) / (noticed + unnoticed.length);

/** Of all modules together. */
export const total = (results) => ({
  noticed: results.reduce((sum, { noticed }) => sum + noticed, 0),
  unnoticed: results.flatMap(({ unnoticed }) => unnoticed),
});

/** The page docs/mutation.md: what was measured, and the reason for each breakage that went unnoticed. */
export function page(results) {
  const all = total(results);
  const rows = [...results, { module: '**together**', ...all }].map(
    (result) =>
      `| ${result.module} | ${result.noticed + result.unnoticed.length} | ${result.noticed} | ${score(result).toFixed(1)} % |`,
  );
  const reasons = results
    .filter(({ explained }) => explained.length > 0)
    .flatMap(({ module, explained }) => [`### ${module}\n`, ...explained.map(reasonOf), '']);
  return `${INTRODUCTION}
| module | breakages | noticed | score |
|---|--:|--:|--:|
${rows.join('\n')}

## What goes unnoticed, and why

${reasons.join('\n').trimEnd()}
`;
}

const reasonOf = ({ in: line, mutant, why }) => `- ${code(mutant)}, in ${code(line)}: ${why}`;

/** As code, whatever backticks are in it. */
const code = (text) => (text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``);

const INTRODUCTION = `# Mutation testing

<!-- Written by npm run mutation. -->

\`npm run mutation\` breaks the modules that hold claim, cursor, scope, result check and consent, and those that say
which PDAs elsewhere are spoken to and what is taken from them, in one place at a time, and runs each module's own
tests against every breakage. It fails below 90 % noticed, for the whole and for each module, and for every breakage
that goes unnoticed and is not explained in \`test/mutation/survivors.json\`. An explanation that nothing needs any
more fails too. \`npm run mutation -- --mutate core/execute/claim.ts\` takes one module.
`;
