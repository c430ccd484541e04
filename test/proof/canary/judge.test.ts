import { CHANNEL_NAMES, CHANNELS, type Channel, type ChannelName } from '../../../proof/canary/channels.ts';
import { judge } from '../../../proof/canary/judge.ts';
import { Evidence } from '../../../proof/canary/play/evidence.ts';
import { isClean, report } from '../../../proof/canary/report.ts';
import { type Canary, newToken } from '../../../proof/canary/tokens.ts';

const alice: Canary = { person: 'alice', kind: 'data', token: newToken() };
const alicesPda: Canary = { person: 'alice', kind: 'name', token: newToken() };
const canaries = [alice, alicesPda];

/** As a run leaves it in which all is well. */
function cleanEvidence(without?: ChannelName): Evidence {
  const evidence = new Evidence();
  for (const name of CHANNEL_NAMES) {
    const { bytes, canaries: whose }: Channel = CHANNELS[name];
    const content = whose ? `legal: ${alice.token}` : 'nothing special';
    if (bytes !== 'nothing' && name !== without) evidence.add(name, 'a file', content, 'alice');
  }
  return evidence;
}

const faultsOf = (evidence: Evidence) =>
  judge({ evidence, canaries }).filter(({ leaks, fault }) => leaks.length > 0 || fault);

describe('judge', () => {
  it('is content when every channel held what it may', () => {
    const verdicts = judge({ evidence: cleanEvidence(), canaries });

    expect(isClean(verdicts, [])).toBe(true);
    expect(report(verdicts, [])).toMatch(/no canary where none may be$/);
  });

  it.each(CHANNEL_NAMES.filter((name) => !(CHANNELS[name] as Channel).canaries))(
    'notices a canary in the channel %s',
    (channel) => {
      const evidence = cleanEvidence();
      evidence.add(channel, 'another file', `it says ${Buffer.from(alice.token).toString('hex')}`, 'alice');

      const faults = faultsOf(evidence);

      expect(faults).toMatchObject([{ channel, leaks: [{ canary: alice, source: 'another file' }] }]);
    },
  );

  it.each(CHANNEL_NAMES.filter((name) => (CHANNELS[name] as Channel).bytes !== 'nothing'))(
    'does not trust a run that caught nothing in the channel %s',
    (channel) => {
      const faults = faultsOf(cleanEvidence(channel));

      expect(faults).toMatchObject([{ channel, fault: 'nothing was looked at' }]);
    },
  );

  it("notices one person's data in what another is shown", () => {
    const evidence = cleanEvidence();
    evidence.add('own data', 'findings of bob', alice.token, 'bob');

    const faults = faultsOf(evidence);

    expect(faults).toMatchObject([{ channel: 'own data', leaks: [{ source: 'findings of bob' }] }]);
  });

  it.each(['log of executor', 'published events', 'what functions are told'] as const)(
    'notices what a PDA is called in the channel %s',
    (channel) => {
      const evidence = cleanEvidence();
      if (channel !== 'what functions are told') evidence.add(channel, 'a line', alicesPda.token);

      const names = judge({ evidence, canaries }).flatMap(({ leaks }) =>
        leaks.map(({ canary }) => canary.kind),
      );

      expect(names).toEqual(channel === 'what functions are told' ? [] : ['name']);
    },
  );

  it('lets records that only their owner and the operator see name the PDA', () => {
    const evidence = cleanEvidence();
    evidence.add('execution records', 'a record', alicesPda.token);

    const faults = faultsOf(evidence);

    expect(faults).toEqual([]);
  });

  it('does not trust a run in which no canary was where some must be', () => {
    const evidence = cleanEvidence('what functions are told');
    evidence.add('what functions are told', 'a payload', 'nothing of alice');

    const faults = faultsOf(evidence);

    expect(faults).toMatchObject([{ channel: 'what functions are told', fault: /^held no canary/ }]);
  });

  it('notices that somebody asked for a log tail, whatever is in it', () => {
    const evidence = cleanEvidence();
    evidence.add('log tails', 'a function', 'harmless');

    const faults = faultsOf(evidence);

    expect(faults).toMatchObject([{ channel: 'log tails', fault: 'must hold nothing at all' }]);
  });

  it('tells where a canary was, and never all of it', () => {
    const evidence = cleanEvidence();
    evidence.add('console', 'she start', `oh, ${alice.token}`);

    const told = report(judge({ evidence, canaries }), ['a function did not run']);

    expect(told).toContain(`✗ console: data of alice (${alice.token.slice(0, 4)}…), raw, in she start`);
    expect(told).toContain('✗ a function did not run');
    expect(told).not.toContain(alice.token);
  });
});
