import { readFileSync } from 'node:fs';
import { feedItemOf } from '../../core/manage/feed-item-of.ts';
import { feedMappingSchema } from '../../core/model/feed-mapping.ts';

describe('docs/feeds.md', () => {
  const page = readFileSync('docs/feeds.md', 'utf8');
  const [mapping, record, item] = [...page.matchAll(/```json\n(.*?)```/gs)].map(([, json = '']) =>
    JSON.parse(json),
  );

  it('shows an item that its mapping makes of its record', () => {
    const shown = feedItemOf(feedMappingSchema.parse(mapping), 'she', record);

    expect(shown).toEqual(item);
  });

  it.each(Object.keys(feedMappingSchema.shape))('explains %s', (field) => {
    expect(page).toContain(`| \`${field}\` | `);
  });
});
