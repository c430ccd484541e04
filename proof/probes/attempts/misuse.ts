import { type Bed, errorTypeOf, newMarker } from '../bed/bed.ts';
import type { Reply } from '../bed/probe-host.ts';
import type { Family, Finding } from '../finding.ts';
import type { Attempt } from '../probe.ts';

/** What a misuse may answer for itself: what it said first, and nothing that came later or belongs to others. */
const OWN_ANSWERS: readonly unknown[] = ['first', 'x', 'proper'];

/** The Runtime API is misused: nobody else's invocation is touched, and nothing said later is believed. */
export const misuses =
  (how: string): Attempt =>
  (bed, family) =>
    bed.sealed ? disturbed(bed, family, 'misuse', { how }) : properAnswer(bed, family);

export const connectsOften: Attempt = (bed, family) =>
  disturbed(bed, family, 'connect often', { connections: 200 });

export const neverAnswers: Attempt = async (bed, family) => {
  const tenant = newMarker();
  const reply = await bed.invokes({ family, variant: 'brief', tenant, does: 'never answer' });
  await bed.ends(tenant);
  const errorType = errorTypeOf(reply);
  return { through: errorType !== 'Sandbox.Timedout', saw: String(errorType) };
};

async function disturbed(bed: Bed, family: Family, does: string, args: object): Promise<Finding> {
  const [mallory, bob] = [newMarker(), newMarker()];
  const misuser = { family, variant: 'brief', tenant: mallory } as const;
  const ask = () => bed.invokes({ family, tenant: bob, does: 'tell' });
  const misuse = bed.invokes({ ...misuser, does, with: { ...args } });
  const meanwhile = await ask();
  const own = await misuse;
  const after = await ask();
  const next = await bed.invokes({ ...misuser, does: 'tell' });
  await Promise.all([bed.ends(mallory), bed.ends(bob)]);
  const untouched = isListed(meanwhile) && isListed(after);
  const unbelieved = (own.failed || OWN_ANSWERS.includes(own.payload)) && (next.failed || isListed(next));
  const saw = `itself: ${errorTypeOf(own) ?? 'its own answer'}; others: ${untouched ? 'untouched' : 'touched'}`;
  return { through: !untouched || !unbelieved, saw };
}

/** Shows that what speaks here is understood as soon as it says what is proper. */
async function properAnswer(bed: Bed, family: Family): Promise<Finding> {
  const tenant = newMarker();
  const call = {
    family,
    variant: 'brief',
    tenant,
    does: 'misuse',
    with: { how: 'answer properly' },
  } as const;
  const reply = await bed.invokes(call);
  await bed.ends(tenant);
  return { through: reply.payload === 'proper', saw: 'a proper answer was taken' };
}

function isListed({ failed, payload }: Reply): boolean {
  return !failed && String((payload as Partial<Finding> | undefined)?.saw).includes('misuse');
}
