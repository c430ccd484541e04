import { feedItemOf } from '../../../core/manage/feed-item-of.ts';
import type { Json } from '../../../core/model/json.ts';
import { aFeedMapping } from '../../support/feed.ts';

const AT = '2024-05-05T12:00:00.000Z';
const EVERYTHING = {
  types: ['insight', 'coach'],
  title: { text: '{{drinks}} drinks', subtitle: 'in {{city}}', action: 'insight' },
  content: {
    text: '{{note}}',
    media: [{ url: 'https://coach.example/cup.png' }],
    nestedStructure: { kinds: [{ content: 'Tea', badge: '{{tea}}', types: ['drink'] }] },
  },
  location: {
    geo: { longitude: 'place.lon', latitude: 'place.lat' },
    address: { country: '{{country}}', city: '{{city}}' },
    tags: ['{{tag}}', 'hydration'],
  },
};
const show = (data: Json, change: Record<string, unknown> = {}) =>
  feedItemOf(aFeedMapping(change), 'coach', data);

describe('feedItemOf', () => {
  it('shows all that a mapping shows', () => {
    const data = {
      ...{ at: AT, drinks: 3, note: 'Well done', tea: 2, country: 'UK', city: 'Leeds', tag: 'work' },
      place: { lon: -1.5, lat: 53.8 },
    };

    const item = show(data, EVERYTHING);

    expect(item).toEqual({
      source: 'coach',
      date: { iso: AT, unix: 1_714_910_400 },
      types: ['insight', 'coach'],
      title: { text: '3 drinks', subtitle: 'in Leeds', action: 'insight' },
      content: {
        text: 'Well done',
        media: [{ url: 'https://coach.example/cup.png' }],
        nestedStructure: { kinds: [{ content: 'Tea', badge: '2', types: ['drink'] }] },
      },
      location: {
        geo: { longitude: -1.5, latitude: 53.8 },
        address: { country: 'UK', city: 'Leeds' },
        tags: ['work', 'hydration'],
      },
    });
  });

  it('leaves out, not null, whatever the record says nothing of', () => {
    const { content, ...rest } = EVERYTHING;
    const mapping = { ...rest, content: { ...content, media: undefined }, location: { tags: ['{{tag}}'] } };

    const item = show({ at: AT }, mapping);

    expect(JSON.stringify(item)).toBe(
      JSON.stringify({
        source: 'coach',
        date: { iso: AT, unix: 1_714_910_400 },
        types: ['insight', 'coach'],
      }),
    );
  });

  it.each([
    ['a subtitle', { drinks: 3 }, { title: { text: '3 drinks', action: 'insight' } }],
    [
      'one of two places',
      { country: 'UK' },
      { location: { address: { country: 'UK' }, tags: ['hydration'] } },
    ],
  ])('shows the rest without %s', (_what, data, shown) => {
    const item = show({ at: AT, ...data }, EVERYTHING);

    expect(item).toMatchObject(shown);
  });

  it.each([
    ['a number', 1_714_910_400_000],
    ['an offset', '2024-05-05T14:00:00+02:00'],
    ['parts of a second', '2024-05-05T12:00:00.000000Z'],
  ])('reads a date with %s', (_what, at) => {
    const item = show({ at });

    expect(item?.date).toEqual({ iso: AT, unix: 1_714_910_400 });
  });

  it.each([
    ['no date', { drinks: 3 }],
    ['a date that is none', { at: 'today' }],
    ['an empty date', { at: null }],
    ['nothing but a text', 'text'],
    ['nothing', null],
    ['a list', [AT]],
  ])('shows no record with %s', (_what, data) => {
    const item = show(data);

    expect(item).toBeUndefined();
  });

  it.each([
    ['beyond the globe', { lon: 181, lat: 53.8 }],
    ['half of it', { lon: -1.5 }],
    ['texts', { lon: '-1.5', lat: '53.8' }],
  ])('shows no place that is %s', (_what, place) => {
    const item = show({ at: AT, place }, EVERYTHING);

    expect(item?.location).not.toHaveProperty('geo');
  });
});
