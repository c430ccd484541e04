import { Streams } from '../../../proof/noninterference/play/streams.ts';

describe('chance that does not depend on what is private', () => {
  it('is the same for a decision, whatever else was decided before', () => {
    const [one, other] = [new Streams('seed'), new Streams('seed')];
    for (let times = 0; times < 7; times++) other.next('something that one play alone decides');

    const drawn = [one, other].map((streams) => [streams.next('a'), streams.next('a')].map((r) => r.next()));

    expect(drawn[0]).toEqual(drawn[1]);
    expect(drawn[0]?.[0]).not.toBe(drawn[0]?.[1]);
  });

  it('is another for another seed', () => {
    const [one, other] = ['seed', 'another seed'].map((seed) => new Streams(seed).of('a').next());

    expect(one).not.toBe(other);
  });
});
