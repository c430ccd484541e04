import { CHANNELS } from './channels.ts';
import type { Verdict } from './judge.ts';
import { nameOf } from './tokens.ts';

/** Leaks shown of one channel. */
const MOST_SHOWN = 5;

/** A table of channels, and below it what is wrong. Never a whole canary. */
export function report(verdicts: readonly Verdict[], objections: readonly string[]): string {
  const rows = verdicts.map(({ channel, bytes, allowed, leaks }) => [
    channel,
    CHANNELS[channel].seenBy,
    String(bytes),
    allowed > 0 ? String(allowed) : '',
    String(leaks.length),
  ]);
  const header = ['channel', 'seen by', 'bytes', 'allowed', 'leaked'];
  const widths = header.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) =>
        column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return [
    line(header),
    ...rows.map(line),
    '',
    ...wrongs(verdicts, objections),
    summary(verdicts, objections),
  ].join('\n');
}

/** Whether every channel held what it may, and nothing else. */
export function isClean(verdicts: readonly Verdict[], objections: readonly string[]): boolean {
  return objections.length === 0 && verdicts.every(({ leaks, fault }) => leaks.length === 0 && !fault);
}

function wrongs(verdicts: readonly Verdict[], objections: readonly string[]): readonly string[] {
  const ofChannels = verdicts.flatMap(({ channel, leaks, fault }) => [
    ...leaks
      .slice(0, MOST_SHOWN)
      .map(
        ({ canary, encoding, source, offset }) =>
          `✗ ${channel}: ${nameOf(canary)}, ${encoding}, in ${source} at about ${offset}`,
      ),
    ...(leaks.length > MOST_SHOWN ? [`✗ ${channel}: and ${leaks.length - MOST_SHOWN} more`] : []),
    ...(fault ? [`✗ ${channel}: ${fault}`] : []),
  ]);
  return [...ofChannels, ...objections.map((objection) => `✗ ${objection}`)];
}

function summary(verdicts: readonly Verdict[], objections: readonly string[]): string {
  const bytes = verdicts.reduce((sum, verdict) => sum + verdict.bytes, 0);
  const leaks = verdicts.reduce((sum, verdict) => sum + verdict.leaks.length, 0);
  const looked = `${verdicts.length} channels, ${(bytes / 1e6).toFixed(1)} MB looked at`;
  if (isClean(verdicts, objections)) return `✓ ${looked}: no canary where none may be`;
  return `✗ ${looked}, ${leaks} canaries where none may be`;
}
