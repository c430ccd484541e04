import { knownRollouts } from '../../../lib/config/known-rollouts.ts';
import { DeploymentInvalid } from '../../../lib/deployment-invalid.ts';

const ids = ['data-feed-counter', 'sentiment-tracker'];
const rolloutOf = (id: string) => ({ rollouts: { [id]: { percentage: 10, failuresToReturn: 5 } } });

describe('rollouts', () => {
  it('of a misspelt function are refused, with the file and the id that was meant', () => {
    const check = () => knownRollouts(rolloutOf('sentiment-traker'), ids, 'prod');

    expect(check).toThrow(DeploymentInvalid);
    expect(check).toThrow(/config\/prod\.json.*\n.*"sentiment-traker"\]: .* but sentiment-tracker$/);
  });

  it('of a function like none are refused with all that there are', () => {
    const check = () => knownRollouts(rolloutOf('tea-timer'), ids, 'prod');

    expect(check).toThrow(/"tea-timer"\]: .* but data-feed-counter, sentiment-tracker$/);
  });

  it('of functions in the registry are taken', () => {
    expect(() => knownRollouts(rolloutOf('sentiment-tracker'), ids, 'prod')).not.toThrow();
  });
});
