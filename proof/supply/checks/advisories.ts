import type { AuditAnswer } from '../audit.ts';
import type { Explained } from '../explained.ts';
import type { Finding } from '../finding.ts';

/**
 * Every advisory is explained, for a while. Without an answer nothing is found, and nothing is shown to be clean.
 * @param today `YYYY-MM-DD`
 */
export function checkAdvisories(
  answer: AuditAnswer,
  { advisories: explained }: Pick<Explained, 'advisories'>,
  today: string,
): readonly Finding[] {
  if (answer.kind === 'no answer') return [];
  const known = answer.advisories.map(({ id }) => id);
  const open = answer.advisories.filter(({ id }) => !explained[id]);
  const expired = known.filter((id) => (explained[id]?.until ?? today) < today);
  const unneeded = Object.keys(explained).filter((id) => !known.includes(id));
  return [
    ...open.map(({ id, package: name, severity, title }) =>
      finding(`${name} ${id}`, `${severity}: ${title}`, 'update it, or explain in proof/supply/explained.ts'),
    ),
    ...[...new Set(expired)].map((id) =>
      finding(id, `explained until ${explained[id]?.until}`, 'look at it again'),
    ),
    ...unneeded.map((id) => finding(id, 'an explanation that nothing needs', 'remove it')),
  ];
}

const finding = (subject: string, found: string, remedy: string): Finding => ({
  ...{ check: 'advisories', subject, found, remedy },
});
