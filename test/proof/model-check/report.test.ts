import { bounds } from '../../../proof/model-check/bounds.ts';
import { explore } from '../../../proof/model-check/explore.ts';
import { table, takenText } from '../../../proof/model-check/report.ts';

describe('the report', () => {
  const lines = bounds()
    .slice(0, 2)
    .map((bound) => ({ bound, explored: explore({ ...bound, steps: 2 }), seconds: 1.25 }));

  it('has a line a bound', () => {
    const text = table(lines);

    expect(text).toMatch(
      /^bound +states +transitions +deepest +whole +seconds\n2 PDAs .+ 2 +to the bound +1\.3\n/,
    );
  });

  it('adds up how often each action was taken', () => {
    const text = takenText(lines);

    expect(text).toMatch(/enable \d+/);
    expect(text).toMatch(/claim \d+/);
  });
});
