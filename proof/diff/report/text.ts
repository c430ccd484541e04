import { shown } from '../../prove/finding.ts';
import { wrap } from '../../prove/report/wrap.ts';
import type { Change } from '../compare/changes.ts';
import type { Note } from '../compare/compare.ts';
import { GROUPS } from '../facts/fact.ts';
import { GROUP_NAMES, REMEDY, type Report } from './report.ts';
import { verdict } from './verdict.ts';

const SIGN = { added: '+', changed: '~', replaced: '!', removed: '-' } as const;

/** A report for people at a terminal. */
export function textReport(report: Report): string {
  const { base, remark, open, acknowledgements } = report;
  return [
    `Compared with ${base.slice(0, 12)}:`,
    ...(remark === undefined ? [] : [wrap(remark)]),
    ...GROUPS.map((group) => groupText(report, group)).filter((text) => text !== ''),
    ...acknowledgements.map(({ group, count, reason }) => `Acknowledged, ${count} of ${group}: ${reason}`),
    verdict(report),
    ...(open.length > 0 ? [wrap(REMEDY)] : []),
  ].join('\n\n');
}

function groupText({ widenings, narrowings, changes }: Report, group: Change['group']): string {
  const of = <One extends { readonly group: string }>(list: readonly One[]) =>
    list.filter((one) => one.group === group);
  const lines = [
    ...of(widenings).map((note) => noteText('✗', note)),
    ...of(narrowings).map((note) => noteText('✓', note)),
    ...of(changes).flatMap(changeText),
  ];
  return lines.length === 0 ? '' : [GROUP_NAMES[group], ...lines].join('\n');
}

const noteText = (sign: string, { about, says }: Note) => wrap(`  ${sign} ${about} ${shown(says)}`);

function changeText({ action, stack, logicalId, type, values }: Change): readonly string[] {
  return [
    `  ${SIGN[action]} ${stack}/${logicalId} (${type})${action === 'replaced' ? ', replaced' : ''}`,
    ...values.map(({ name, before, after }) => wrap(`      ${name}: ${shown(before)} → ${shown(after)}`)),
  ];
}
