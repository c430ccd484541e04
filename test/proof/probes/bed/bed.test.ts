import { BrokenProbe } from '../../../../proof/probes/bed/bed.ts';
import { PROBES } from '../../../../proof/probes/list/all.ts';
import { bedAnswering } from '../../../support/answering-host.ts';

const ENDS = [
  ['Runtime.ExitError', 'exit status 139'],
  ['Runtime.OutOfMemory', 'out of memory'],
  ['Sandbox.Timedout', 'timed out'],
] as const;

/** One invocation each, which no limit is meant to stop. */
const PLAIN = PROBES.filter(({ theme }) => ['network', 'files', 'kernel'].includes(theme));

const ended = (errorType: string, errorMessage: string) =>
  bedAnswering({ failed: true, payload: { errorType, errorMessage } });

describe('a function that ends without an answer', () => {
  it.each(ENDS)('is a broken probe, not one that was held: %s', async (errorType, errorMessage) => {
    const bed = ended(errorType, errorMessage);

    const tried = await Promise.allSettled(PLAIN.map(({ attempt }) => attempt(bed, 'node')));

    const held = PLAIN.filter((_, index) => tried[index]?.status === 'fulfilled').map(({ name }) => name);
    const reasons = tried.map((one) => one.status === 'rejected' && one.reason);
    expect(held).toEqual([]);
    expect(reasons).toEqual(PLAIN.map(() => expect.any(BrokenProbe)));
  });

  it.each(['a full disk', 'many processes', 'much memory', 'much memory together'])(
    'is held where a limit is what is tried: %s',
    async (name) => {
      const probe = PROBES.find((one) => one.name === name);

      const finding = await probe?.attempt(ended('Runtime.ExitError', 'signal: killed'), 'node');

      expect(finding).toEqual({ through: false, saw: 'signal: killed' });
    },
  );
});
