/** Most problems that are told of one message; it may have as many as its sender likes. */
const MOST = 5;

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** What is wrong with a message from outside, in a bounded line that quotes nothing of it. */
export function explainIssues(subject: string, issues: readonly Issue[]): string {
  const told = issues.slice(0, MOST).map(({ path, message }) => `${path.join('.')} ${message}`);
  const more = issues.length > MOST ? [`and ${issues.length - MOST} more`] : [];
  return `${subject}: ${[...told, ...more].join('; ')}`;
}
