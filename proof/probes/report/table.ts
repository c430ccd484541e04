import { THEMES, type Theme } from '../probe.ts';
import { type Result, type Side, VERDICTS } from '../result.ts';

/** Where the control is not the same without a seal, but something proper in its place. */
const BY_TWIN: readonly Theme[] = ['runtime API', 'responses'];

const WIDTHS = { name: 36, family: 8, sealed: 9 } as const;

/** Every probe in a line, by theme, for a person to read. */
export function table(results: readonly Result[]): string {
  const themes = THEMES.filter((theme) => results.some((result) => result.theme === theme));
  return themes
    .map((theme) => {
      const rows = results.filter((result) => result.theme === theme).toSorted(byName);
      const head = row([theme, 'family', 'sealed', BY_TWIN.includes(theme) ? 'harmless twin' : 'unsealed']);
      return [head, ...rows.map((result) => row(cells(result)))].join('\n');
    })
    .join('\n\n');
}

const byName = (one: Result, other: Result): number =>
  one.name === other.name ? (one.family < other.family ? -1 : 1) : one.name < other.name ? -1 : 1;

const row = ([name, family, sealed, unsealed]: readonly [string, string, string, string]): string =>
  `${name.padEnd(WIDTHS.name)}${family.padEnd(WIDTHS.family)}${sealed.padEnd(WIDTHS.sealed)}${unsealed}`;

function cells({ name, family, sealed, unsealed, verdict }: Result): [string, string, string, string] {
  return [`  ${name}`, family, word(sealed, 'THROUGH'), controlWord(unsealed, verdict)];
}

function word(side: Side, through: string): string {
  if ('broken' in side) return 'BROKEN';
  if ('notRun' in side) return 'not run';
  return side.through ? through : 'held';
}

function controlWord(side: Side, verdict: Result['verdict']): string {
  if ('notRun' in side) return `not run: ${side.notRun}`;
  if (verdict === 'NO LONGER PROBES') return 'held: NO LONGER PROBES';
  if ('through' in side && !side.through) return 'held: closed on this machine anyway';
  return word(side, 'through');
}

/** What went wrong, with what each probe saw. */
export function complaints(results: readonly Result[]): string {
  const wrong = results.filter(({ verdict }) => verdict !== 'held');
  return wrong
    .map(({ verdict, family, name, shows, sealed, unsealed }) =>
      [
        `${verdict}: ${name} (${family}), which ${shows}`,
        `    sealed: ${told(sealed)}`,
        `    unsealed: ${told(unsealed)}`,
      ].join('\n'),
    )
    .join('\n');
}

function told(side: Side): string {
  if ('broken' in side) return side.broken;
  if ('notRun' in side) return `not run: ${side.notRun}`;
  return `${side.through ? 'through' : 'held'}, ${JSON.stringify(side.saw.slice(0, 200))}`;
}

/** How many probes came to what. */
export function summary(results: readonly Result[]): string {
  const names = new Set(results.map(({ theme, name }) => `${theme} ${name}`)).size;
  const count = (verdict: Result['verdict']) => results.filter((result) => result.verdict === verdict).length;
  const controls = results.filter(({ unsealed }) => 'through' in unsealed && unsealed.through).length;
  const verdicts = VERDICTS.map((verdict) => `${count(verdict)} ${verdict}`).join(', ');
  return `${names} probes, ${results.length} tries sealed: ${verdicts}. ${controls} got through unsealed.`;
}
