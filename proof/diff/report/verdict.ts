import type { Report } from './report.ts';

/** The whole report in a sentence. */
export function verdict({ changes, widenings, narrowings, open }: Report): string {
  if (changes.length === 0 && widenings.length === 0) return 'Nothing would change.';
  const counts = `${count(changes, 'resource')} would change, ${count(widenings, 'widening')}, ${count(narrowings, 'narrowing')}.`;
  if (widenings.length === 0) return `${counts} Nothing opens, no guard goes, and nothing is lost.`;
  if (open.length === 0) return `${counts} Each widening is acknowledged by a commit.`;
  return `${counts} ${open.length} of the widenings ${open.length === 1 ? 'is' : 'are'} not acknowledged.`;
}

function count(list: readonly unknown[], what: string): string {
  return `${list.length} ${what}${list.length === 1 ? '' : 's'}`;
}
