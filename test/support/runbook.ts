import { readFileSync } from 'node:fs';

/** One article of docs/runbook.md. */
export interface Article {
  /** Its heading, which is the anchor that alarms link to. */
  readonly name: string;
  readonly severity: string;
  readonly text: string;
  /** Contents of its blocks of shell commands. */
  readonly blocks: readonly string[];
}

/** What every article has, in this order. */
export const PARTS = ['What it means', 'Who is affected', 'Look', 'Repair', 'Afterwards'];

export function runbookArticles(): readonly Article[] {
  const [, ...sections] = readFileSync('docs/runbook.md', 'utf8').split(/^## /m);
  // What holds for many articles stands before them, under headings in words.
  const articles = sections.filter((text) => /^[a-z-]+\n/.test(text));
  return articles.map((text) => ({
    name: text.split('\n', 1)[0] ?? '',
    severity: /^\*\*What it means\*\* \((high|low)\)/m.exec(text)?.[1] ?? '',
    text,
    blocks: [...text.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = '']) => block),
  }));
}

/** A block with a word in place of each `<…>`, as somebody on call would write it. */
export function filledIn(block: string): string {
  return block.replaceAll(/<[a-z][^<>\n]*>/g, 'word');
}
