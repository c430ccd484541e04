import { shown } from '../../prove/finding.ts';
import type { Acknowledgement } from '../checkout/acknowledgements.ts';
import type { Change } from '../compare/changes.ts';
import type { Note } from '../compare/compare.ts';
import { GROUPS, type Group } from '../facts/fact.ts';
import { GROUP_NAMES, REMEDY, type Report } from './report.ts';
import { verdict } from './verdict.ts';

/** Begins the comment, so that the next one takes its place. */
export const MARKER = '<!-- smart-hat-engine-diff -->';

/** Of each group, since GitHub takes 65,536 characters in a comment; the summary of the job has all. */
const OF_A_COMMENT = { widenings: 20, narrowings: 8, changes: 15, acknowledgements: 10 };
const OF_A_SUMMARY = {
  widenings: Infinity,
  narrowings: Infinity,
  changes: Infinity,
  acknowledgements: Infinity,
};
type Most = typeof OF_A_COMMENT;

/** A report as a comment on a pull request. */
export const markdownReport = (report: Report): string => markdown(report, OF_A_COMMENT);

/** The same, with everything in it. */
export const wholeMarkdownReport = (report: Report): string => markdown(report, OF_A_SUMMARY);

function markdown(report: Report, most: Most): string {
  const { base, remark, open, acknowledgements } = report;
  return [
    MARKER,
    `### ${open.length > 0 ? '🔴' : '🟢'} What would change when this is deployed`,
    `${verdict(report)} Compared with ${base.slice(0, 12)} by \`npm run diff -- --base ${base.slice(0, 12)}\`.`,
    ...(remark === undefined ? [] : [code(remark)]),
    ...GROUPS.map((group) => groupMarkdown(report, group, most)),
    limited(acknowledgements.map(acknowledgementLine), most.acknowledgements),
    ...(open.length > 0 ? [`**${REMEDY}**`] : []),
  ]
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}

function groupMarkdown({ widenings, narrowings, changes }: Report, group: Group, most: Most): string {
  const of = <One extends { readonly group: string }>(list: readonly One[]) =>
    list.filter((one) => one.group === group);
  const parts = [
    limited(
      of(widenings).map((note) => noteLine('🔴', note)),
      most.widenings,
    ),
    limited(
      of(narrowings).map((note) => noteLine('🟢', note)),
      most.narrowings,
    ),
    folded(of(changes), most),
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : [`#### ${GROUP_NAMES[group]}`, ...parts].join('\n\n');
}

function folded(changes: readonly Change[], most: Most): string {
  if (changes.length === 0) return '';
  const title = `${changes.length} resource${changes.length === 1 ? '' : 's'}`;
  const lines = limited(changes.map(changeLine), most.changes);
  return `<details><summary>${title}</summary>\n\n${lines}\n\n</details>`;
}

function limited(lines: readonly string[], most: number): string {
  const more = lines.length > most ? [`- and ${lines.length - most} more, in the summary of the job`] : [];
  return [...lines.slice(0, most), ...more].join('\n');
}

const noteLine = (sign: string, { about, says }: Note) => `- ${sign} ${code(about)} ${code(shown(says))}`;

const acknowledgementLine = ({ group, count, reason }: Acknowledgement) =>
  `- Acknowledged, ${count} of ${group}: ${code(shown(reason))}`;

function changeLine({ action, stack, logicalId, type, values }: Change): string {
  const names = values.length > 0 ? `: ${code(shown(values.map(({ name }) => name).join(', ')))}` : '';
  return `- ${action}: ${code(`${stack}/${logicalId} (${type})`)}${names}`;
}

/** Whatever a template says, it is text here: no mention, no link, no markup. */
const code = (text: string) => `\`${text.replaceAll('`', "'").replace(/\s+/g, ' ')}\``;
