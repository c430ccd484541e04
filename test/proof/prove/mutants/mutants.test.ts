import { CLAIMS } from '../../../../proof/prove/claims/all.ts';
import type { Reference } from '../../../../proof/prove/model/app.ts';
import { MUTANTS } from '../../../../proof/prove/mutants/all.ts';
import { caught, proveChanged } from '../../../../proof/prove/mutants/catch.ts';
import { sampleReference } from '../../../../proof/prove/mutants/sample-reference.ts';

let reference: Reference;
beforeAll(async () => {
  reference = await sampleReference();
});

describe('the prover', () => {
  it('finds nothing wrong with the app as it is', () => {
    const { verdicts, reach } = proveChanged(() => {}, reference);

    expect(verdicts.flatMap(({ violations }) => violations)).toEqual([]);
    expect(verdicts.map(({ evidence }) => evidence.length)).not.toContain(0);
    expect(reach.map(({ reaches }) => reaches)).toEqual([[]]);
  });

  it('finds nothing wrong with an app that has a canary', () => {
    const { verdicts } = proveChanged(() => {}, reference, true);

    expect(verdicts.flatMap(({ violations }) => violations)).toEqual([]);
  });

  it.each(MUTANTS.map((mutant) => [mutant.name, mutant] as const))('catches %s', (_name, mutant) => {
    const { by } = caught(mutant, reference);

    expect(by.toSorted()).toEqual(mutant.caughtBy.toSorted());
  });

  it('has a mutant for every claim, and no two of one name', () => {
    const named = new Set(MUTANTS.flatMap(({ caughtBy }) => caughtBy));

    expect(CLAIMS.map(({ name }) => name).filter((name) => !named.has(name))).toEqual([]);
    expect(new Set(MUTANTS.map(({ name }) => name)).size).toBe(MUTANTS.length);
    expect(MUTANTS.length).toBeGreaterThanOrEqual(30);
  });

  it('says where a violation is, what was found and what must be there', () => {
    const change = MUTANTS.find(({ name }) => name === 'DNS support')?.change ?? (() => {});

    const { verdicts } = proveChanged(change, reference);

    expect(verdicts.find(({ name }) => name === 'dns-off')?.violations).toEqual([
      {
        stack: 'She-Network',
        logicalId: expect.stringMatching(/^NetworkVpc/),
        path: 'EnableDnsSupport',
        found: 'true',
        expected: 'false',
      },
    ]);
  });

  it('tells what is within reach, and by which resources', () => {
    const through = MUTANTS.find(({ name }) => name === 'a way to the internet through every lock');

    const { reach } = proveChanged(through?.change ?? (() => {}), reference);

    expect(reach[0]?.reaches).toEqual([expect.stringMatching(/^AWS::EC2::NatGateway She-Network\//)]);
    expect(reach[0]?.edges.filter(({ isOpen }) => isOpen).flatMap(({ by }) => by)).toEqual(
      expect.arrayContaining([expect.stringMatching(/NoTraffic/), expect.stringMatching(/NetworkAclEntry/)]),
    );
  });
});
