import { isKept } from '../../../../proof/fuzz-pda/play/kept.ts';
import type { Step } from '../../../../proof/fuzz-pda/stories/story.ts';

const step = (route: string, body: string): Step => {
  return { method: 'POST', path: `/api/v2.6${route}`, asker: 'owner', body };
};
const reply = (body: string, status = 201) => ({ status, body });

describe('what was posted comes back', () => {
  it.each([
    ['one value', '/data/a/b', '{"n":1.50}', '{"data":{"n":1.50}}'],
    ['a list', '/data/a/b', '[1,2]', '[{"data":1},{"data":2}]'],
    ['NUL left out', '/data/a/b', '"a\\u0000b"', '{"data":"ab"}'],
    [
      'links',
      '/data-batch',
      '[{"data":1,"links":[{"data":{"__proto__":2}}]}]',
      '[{"data":1,"links":[{"data":{"__proto__":2}}]}]',
    ],
    ['a record known by its id', '/data-batch', '[{"data":1,"sourceUniqueId":"a"}]', '[{"data":2}]'],
    ['duplicates that were to be left out', '/data/a/b?skipErrors=true', '[1]', '[]'],
    ['what is no save', '/data-window', '{}', '{"rows":[]}'],
  ])('%s', (_what, route, sent, back) => {
    const kept = isKept(step(route, sent), reply(back));

    expect(kept).toBe(true);
  });

  it.each([
    ['a member', '/data/a/b', '{"__proto__":{"a":1}}', '{"data":{}}'],
    ['digits', '/data/a/b', '1.50', '{"data":1.5}'],
    ['a record', '/data/a/b', '[1,2]', '[{"data":1}]'],
    ['a link', '/data-batch', '[{"data":1,"links":[{"data":2}]}]', '[{"data":1,"links":[]}]'],
  ])('notices that %s is lost', (_what, route, sent, back) => {
    const kept = isKept(step(route, sent), reply(back));

    expect(kept).toBe(false);
  });

  it('asks it of what was saved alone', () => {
    const kept = isKept(step('/data/a/b', '1'), reply('{"message":"Bad Request"}', 400));

    expect(kept).toBe(true);
  });
});
