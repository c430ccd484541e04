import { readFileSync } from 'node:fs';
import { LOG_EVENTS, LOG_FIELDS } from '../../core/model/log-entry.ts';

const page = readFileSync('docs/logs.md', 'utf8');
const [events = '', fields = ''] = page.split('| field | form |');
const firstCells = (text: string) =>
  text.split('\n').flatMap((line) => /^\| (`.*?) \|/.exec(line)?.[1] ?? []);

describe('docs/logs.md', () => {
  it('has the events that there are, with their levels', () => {
    const listed = [...events.matchAll(/^\| `([a-z ]+)` \| (\w+) \|/gm)].map(([, name, level]) => [
      name,
      level,
    ]);

    expect(listed).toEqual(Object.entries(LOG_EVENTS));
  });

  it('has the fields that may be logged, and no other', () => {
    const listed = firstCells(fields).flatMap((cell) => cell.replaceAll('`', '').split(', '));

    expect(listed.toSorted()).toEqual(Object.keys(LOG_FIELDS).toSorted());
  });
});
