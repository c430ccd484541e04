import { Seen } from '../../../../local/import/exported/seen.ts';

describe('Seen', () => {
  it('knows everything it has seen, and hardly anything else', () => {
    const seen = new Seen();
    const texts = Array.from({ length: 20_000 }, (_, index) => `text ${index}`);

    const mistaken = texts.filter((text) => seen.add(text));
    const forgotten = texts.filter((text) => !seen.add(text));

    expect(mistaken).toEqual([]);
    expect(forgotten).toEqual([]);
  });
});
