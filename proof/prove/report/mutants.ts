import { MUTANTS } from '../mutants/all.ts';
import { caught } from '../mutants/catch.ts';
import { sampleReference } from '../mutants/sample-reference.ts';
import { wrap } from './wrap.ts';

/** Tries every mutant and tells which claims caught it. @returns whether each was caught by the claims it names */
export async function reportMutants(tell: (line: string) => void): Promise<boolean> {
  const reference = await sampleReference();
  let missed = 0;
  for (const mutant of MUTANTS) {
    const { isCaught, by } = caught(mutant, reference);
    if (!isCaught) missed++;
    const expected = isCaught ? '' : `, instead of ${mutant.caughtBy.join(', ')}`;
    tell(wrap(`${isCaught ? '✓' : '✗'} ${mutant.name}: caught by ${by.join(', ') || 'nobody'}${expected}`));
  }
  tell(`\n${MUTANTS.length} mutants, ${missed} not caught as they must be.`);
  return missed === 0;
}
