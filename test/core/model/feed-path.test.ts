import { feedPathSchema, previewedFeed } from '../../../core/model/feed-path.ts';

describe('previewedFeed', () => {
  it.each([
    ['/she/feed/she/activity-records', 'she/activity-records'],
    ['/she/feed/coach/insights/hydration', 'coach/insights/hydration'],
    ['/she/feed/', undefined],
    ['/she/feed/Coach', undefined],
    ['/data/coach/insights', undefined],
    ['she/feed/coach', undefined],
    [undefined, undefined],
  ])('of %j is %j', (dataPreviewEndpoint, path) => {
    const previewed = previewedFeed(dataPreviewEndpoint);

    expect(previewed).toBe(path);
  });
});

describe('feedPathSchema', () => {
  it.each(['', '/coach', 'coach/', 'coach//sleep', 'Coach', 'coach sleep', 'x'.repeat(201)])(
    'refuses %j',
    (path) => {
      const read = feedPathSchema.safeParse(path);

      expect(read.success).toBe(false);
    },
  );
});
