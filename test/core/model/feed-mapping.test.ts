import { feedMappingSchema } from '../../../core/model/feed-mapping.ts';

const https = 'https://coach.example/cup.png';

describe('feedMappingSchema', () => {
  it('needs no more than a date', () => {
    const read = feedMappingSchema.parse({ date: 'timestamp' });

    expect(read).toEqual({ date: 'timestamp', types: ['insight'] });
  });

  it('keeps everything that an item can show', () => {
    const mapping = {
      path: 'coach/hydration',
      date: 'day.at',
      types: ['insight', 'coach'],
      title: { text: '{{ml}} ml', subtitle: 'on {{day}}', action: 'insight' },
      content: {
        text: '{{ml}} ml',
        media: [{ thumbnail: https, url: https }],
        nestedStructure: { drinks: [{ content: 'Tea', badge: '{{tea}}', types: ['drink'] }] },
      },
      location: {
        geo: { longitude: 'at.lon', latitude: 'at.lat' },
        address: { country: '{{country}}', city: '{{city}}' },
        tags: ['{{tag}}', 'home'],
      },
    };

    const read = feedMappingSchema.parse(mapping);

    expect(read).toEqual(mapping);
  });

  it.each([
    ['no date', {}, 'date'],
    ['a date with braces', { date: '{{at}}' }, 'date'],
    ['a path with capitals', { date: 'at', path: 'Coach' }, 'path'],
    ['a type that varies', { date: 'at', types: ['{{type}}'] }, 'types.0'],
    ['a title without a text', { date: 'at', title: { subtitle: 'x' } }, 'title.text'],
    ['an action that varies', { date: 'at', title: { text: 'x', action: '{{a}}' } }, 'title.action'],
    ['half a placeholder', { date: 'at', content: { text: '{{a' } }, 'content.text'],
    [
      'an unnamed line',
      { date: 'at', content: { nestedStructure: { a: [{}] } } },
      'content.nestedStructure.a.0.content',
    ],
    ['half a place', { date: 'at', location: { geo: { latitude: 'lat' } } }, 'location.geo.longitude'],
  ])('refuses %s', (_what, mapping, place) => {
    const read = feedMappingSchema.safeParse(mapping);

    expect(read.error?.issues.map(({ path }) => path.join('.'))).toEqual([place]);
  });

  it.each(['https://evil.example/{{text}}', '{{link}}', 'http://coach.example', 'javascript:alert(1)'])(
    'refuses the picture %j: to show it would carry data to somebody, or need no TLS',
    (thumbnail) => {
      const read = feedMappingSchema.safeParse({ date: 'at', content: { media: [{ thumbnail }] } });

      expect(read.error?.issues[0]?.path.join('.')).toBe('content.media.0.thumbnail');
    },
  );

  it('refuses a field it does not know, since that is a slip', () => {
    const read = feedMappingSchema.safeParse({ date: 'at', titel: { text: 'x' } });

    expect(read.error?.issues).toMatchObject([{ code: 'unrecognized_keys', keys: ['titel'] }]);
  });
});
