import type { ReleaseSummary } from '../../core/model/release-summary.ts';
import type { RetainedVersion } from '../../core/model/retained-version.ts';
import { table } from './table.ts';

/** What there is of a function. */
export interface FunctionVersions {
  readonly summary: ReleaseSummary;
  readonly retained: readonly RetainedVersion[];
}

/** One row a function. */
export function versionTable(all: readonly FunctionVersions[]): string {
  if (all.length === 0) return 'no functions';
  const heads = ['function', 'everybody', 'on trial', 'recalled', 'retained'];
  const rows = all.map(({ summary, retained }) => [
    summary.functionId,
    isGone(summary) ? `${summary.stable.version} (not available)` : summary.stable.version,
    onTrial(summary) || '-',
    summary.recalledVersions.join(' ') || '-',
    String(retained.length),
  ]);
  return table([heads, ...rows]);
}

/** One function: who gets what, then every version that can still be called, newest first. */
export function versionPage({ summary, retained }: FunctionVersions): string {
  const { functionId, stable, recalledVersions } = summary;
  const trial = onTrial(summary);
  const lines = [
    `${functionId} ${stable.version}${isGone(summary) ? ', not available' : ''}`,
    ...(trial ? [`on trial: ${trial}`] : []),
    ...(recalledVersions.length > 0 ? [`recalled: ${recalledVersions.join(' ')}`] : []),
  ];
  if (retained.length === 0) return [...lines, '', 'no version of it can be called'].join('\n');
  const heads = ['Lambda version', 'is', 'code', 'published', 'bytes'];
  const rows = retained
    .toReversed()
    .map((one) => [
      one.qualifier,
      whatIs(summary, one),
      one.codeHash.slice(0, 16),
      one.publishedAt?.toISOString() ?? '-',
      String(one.bytes ?? '-'),
    ]);
  return [...lines, '', table([heads, ...rows])].join('\n');
}

function isGone({ stable }: ReleaseSummary): boolean {
  return !stable.available;
}

function onTrial({ candidate }: ReleaseSummary): string {
  if (!candidate) return '';
  const { version, percentage, returnedAt } = candidate;
  return returnedAt ? `${version}, returned ${returnedAt}` : `${version}, ${percentage} %`;
}

function whatIs({ stable, candidate }: ReleaseSummary, { codeHash }: RetainedVersion): string {
  if (codeHash === stable.codeHash) return stable.version;
  return codeHash === candidate?.codeHash ? candidate.version : '-';
}
