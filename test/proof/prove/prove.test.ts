import type { Assembly } from '../../../proof/prove/assembly/assembly.ts';
import { holdsWhole, prove } from '../../../proof/prove/prove.ts';

const reference = { locked: new Map([['sample', 'f'.repeat(64)]]), actions: ['logs:PutLogEvents'] };

function proofOf(stacks: Readonly<Record<string, object>>, problems: Assembly['problems'] = []) {
  const templates = Object.entries(stacks).map(([name, template]) => ({ name, template }));
  return prove({ stacks: templates, problems }, reference);
}

describe('a proof', () => {
  it('does not take nothing for evidence', () => {
    const proof = proofOf({});

    expect(proof.verdicts.filter(({ holds }) => holds)).toEqual([]);
    expect(holdsWhole(proof)).toBe(false);
  });

  it('does not hold where a part could not be read', () => {
    const unread = {
      stack: 'Stage',
      logicalId: 'manifest.json',
      path: '',
      found: 'a stage',
      expected: 'stacks',
    };

    const { verdicts } = proofOf({ 'She-State': {} }, [unread]);

    expect(verdicts.find(({ name }) => name === 'templates-understood')?.violations).toContainEqual(unread);
  });

  it('knows no stack but those of the engine', () => {
    const { verdicts } = proofOf({ Another: { Resources: { Topic: { Type: 'AWS::SNS::Topic' } } } });

    const types = verdicts.find(({ name }) => name === 'known-types-only');
    expect(types?.violations).toMatchObject([{ stack: 'Another', logicalId: 'Topic' }]);
  });

  it('is the same for the same templates', () => {
    const stacks = { 'She-State': { Resources: { Topic: { Type: 'AWS::SNS::Topic' } } } };

    const [first, second] = [proofOf(stacks), proofOf(stacks)];

    expect(JSON.stringify(first)).toBe(JSON.stringify(second));
  });
});
