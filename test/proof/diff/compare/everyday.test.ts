import type { RegisteredFunction } from '../../../../functions-registry/registry.ts';
import { compare } from '../../../../proof/diff/compare/compare.ts';
import { assemblyOf, cdkApp } from '../../../../proof/prove/assembly/cdk-app.ts';
import { changed } from '../../../../proof/prove/mutants/catch.ts';
import { sampleFunction } from '../../../../proof/prove/mutants/sample-function.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const outdir = temporaryFolder();
const sample = sampleFunction();
const another = { ...sample, manifest: { ...sample.manifest, id: 'another' } };
const newer = { ...sample, manifest: { ...sample.manifest, version: '1.1.0' }, codeHash: 'f'.repeat(64) };

/** @param failuresToReturn of a version on trial; absent means that none is */
function deployed(functions: readonly RegisteredFunction[], failuresToReturn?: number) {
  const rollouts = failuresToReturn === undefined ? {} : { sample: { percentage: 10, failuresToReturn } };
  return assemblyOf(cdkApp({ functions, config: { rollouts }, outdir }));
}

describe('everyday work widens nothing:', () => {
  it.each([
    ['a function more', deployed([sample]), deployed([sample, another])],
    ['a function less', deployed([sample, another]), deployed([sample])],
    ['a new version', deployed([sample]), deployed([newer])],
    ['a version that goes on trial', deployed([sample]), deployed([newer], 3)],
    ['the next version on trial', deployed([sample], 3), deployed([newer], 3)],
    ['a trial that ends', deployed([newer], 3), deployed([newer])],
  ])('%s', (_what, before, after) => {
    const { widenings, changes } = compare(before, after);

    expect(changes).not.toEqual([]);
    expect(widenings).toEqual([]);
  });
});

describe('a trial', () => {
  it('that may fail more often is a widening', () => {
    const { widenings } = compare(deployed([sample], 3), deployed([sample], 30));

    expect(widenings.map(({ says }) => says)).toEqual([expect.stringMatching(/^no longer: rings: /)]);
  });
});

describe('an alarm of the engine', () => {
  it('that goes is a widening, as no trial ends with it', () => {
    const { widenings } = compare(
      changed(() => {}),
      changed((app) => app.remove('AWS::CloudWatch::Alarm', 'rejected-traffic')),
    );

    expect(widenings).toContainEqual(
      expect.objectContaining({ says: expect.stringMatching(/^no longer: rings: /) }),
    );
  });
});
