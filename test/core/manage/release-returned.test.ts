import { release, resumableFrom, returnCandidate } from '../../../core/manage/release.ts';
import type { FunctionReleases } from '../../../core/model/function-releases.ts';
import { aVersion, later, NOW, someReleases } from '../../support/builders.ts';

const hashOf = (number: number) => number.toString(16).padStart(64, '0');
const numbered = (number: number) => aVersion({ version: `2.${number}.0`, codeHash: hashOf(number) });

/** As it is when each of so many versions was tried and returned. */
function afterReturns(count: number): FunctionReleases {
  let releases = someReleases();
  for (let number = 1; number <= count; number++) {
    const entry = numbered(number);
    releases = returnCandidate(release(releases, { entry, percentage: 10 }), entry.version, NOW);
  }
  return releases;
}

describe('a returned version', () => {
  it('may be resumed a quarter of an hour later, when its alarm is off again', () => {
    const candidate = { entry: numbered(1), percentage: 10 };

    const times = [resumableFrom(candidate), resumableFrom({ ...candidate, returnedAt: NOW.toISOString() })];

    expect(times).toEqual([undefined, later(900)]);
  });

  it('is remembered beside at most twenty, the oldest of which is forgotten', () => {
    const { returnedVersions } = release(afterReturns(22), { entry: numbered(99), percentage: 10 });

    const versions = returnedVersions?.map(({ version }) => version);

    expect(versions).toEqual(Array.from({ length: 20 }, (_, index) => `2.${index + 3}.0`));
  });

  it('is another when its code is, under the same number', () => {
    const entry = { ...numbered(1), codeHash: hashOf(77) };

    const { candidate } = release(afterReturns(1), { entry, percentage: 10 });

    expect(candidate).toMatchObject({ entry, percentage: 10 });
    expect(candidate?.returnedAt).toBeUndefined();
  });
});
