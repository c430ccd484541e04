import { KEPT_AFTER_REPLACED_MS } from '../../../core/manage/prunable.ts';
import { codeUsage } from '../../../lib/limits/code-usage.ts';

const MB = 1_000_000;
const packages = new Map([
  ['small', MB],
  ['large', 5 * MB],
  ['middling', 2 * MB],
  ['smallest', 0.5 * MB],
]);

describe('the room for code', () => {
  it('is taken by three Lambdas of each function, and by as many versions of each as are kept', () => {
    const { used, limit } = codeUsage({ packages, versionsKept: 5, codeStorageGb: 75 });

    expect(used).toBe(8.5 * 3 * 6);
    expect(limit).toBe(75_000);
  });

  it('is enough for 5,000 functions of 800 kB, five versions of each, and not of a megabyte', () => {
    const each = (bytes: number) =>
      new Map(Array.from({ length: 5000 }, (_, index) => [`f-${index}`, bytes]));

    const [little, much] = [0.8 * MB, MB].map((bytes) =>
      codeUsage({ packages: each(bytes), versionsKept: 5, codeStorageGb: 75 }),
    );

    expect(little?.used).toBeLessThan(75_000);
    expect(much?.used).toBe(90_000);
  });

  it('names the largest packages when there should be more of it', () => {
    const { remedy } = codeUsage({ packages, versionsKept: 5, codeStorageGb: 75 });

    expect(remedy).toContain('large (5.0 MB), middling (2.0 MB), small (1.0 MB); lower `versionsKept`');
    expect(remedy).not.toContain('smallest');
  });

  it('is taken by versions replaced of late, too, which are said not to be counted', () => {
    const { remedy } = codeUsage({ packages, versionsKept: 5, codeStorageGb: 75 });

    expect(remedy).toContain(`replaced within ${KEPT_AFTER_REPLACED_MS / 86_400_000} days stay whatever`);
  });
});
