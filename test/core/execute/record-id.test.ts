import { createHash } from 'node:crypto';
import { derivedRecordId } from '../../../core/execute/record-id.ts';
import { anAttempt, uuid } from '../../support/builders.ts';

describe('derivedRecordId', () => {
  it('is a version 8 UUID of the hash of attempt, part and index', () => {
    const id = derivedRecordId(anAttempt({ part: 2 }), 7);

    const hash = createHash('sha256').update(`${anAttempt().id}/2/7`).digest('hex');
    expect(id).toMatch(/^.{8}-.{4}-8.{3}-[89ab].{3}-.{12}$/);
    expect(id.slice(0, 13).replace('-', '')).toBe(hash.slice(0, 12));
  });

  it.each([
    [0, '600bc101-5d55-8dae-8aa5-d65680b0564a'],
    [1, '1aa6f445-639b-8b6f-962b-e6e533192917'],
    [2, 'a6de7feb-a133-80e0-bd42-7574e8e2d6d5'],
    [3, 'a6a34ddd-18e9-8433-b2e8-4ed277d29ddb'],
  ])('of record %d stays what it was in every release, since PDAs know records by it', (index, expected) => {
    const id = derivedRecordId(anAttempt(), index);

    expect(id).toBe(expected);
  });

  it('is the same whenever the same part of the same attempt is written again', () => {
    const before = anAttempt({ part: 2, from: '4', version: '1.0.0' });
    const again = anAttempt({ part: 2, until: '9', version: '1.0.1' });

    const ids = [before, again].map((attempt) => derivedRecordId(attempt, 7));

    expect(ids[0]).toBe(ids[1]);
  });

  it('differs by attempt, part and index', () => {
    const places = [1, 11].flatMap((attempt) =>
      [1, 11].flatMap((part) => [1, 11].map((index) => ({ attempt, part, index }))),
    );

    const ids = places.map(({ attempt, part, index }) =>
      derivedRecordId(anAttempt({ id: uuid(attempt), part }), index),
    );

    expect(new Set(ids).size).toBe(places.length);
  });
});
