import { bounds } from '../../../proof/model-check/bounds.ts';
import { BROKEN_MODELS } from '../../../proof/model-check/broken-models.ts';
import { explore } from '../../../proof/model-check/explore.ts';
import { traceText } from '../../../proof/model-check/report.ts';

describe('the model check', () => {
  it.each(BROKEN_MODELS.map((model) => [model.name, model] as const))('notices that %s', (_name, model) => {
    const bound = bounds(model.rules).find(({ name }) => name === model.bound);

    const violation = bound && explore(bound).violation;

    expect(violation?.invariant).toBe(model.invariant);
    expect(bound && traceText(bound, violation?.trace ?? [])).toMatch(
      /^ +1\. \w+(, \w+ \d)*\n +\S+: .+ → .+$/m,
    );
  });
});
