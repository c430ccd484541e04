import { DeploymentInvalid } from '../../../lib/deployment-invalid.ts';
import { type Usage, withinLimits } from '../../../lib/limits/usage.ts';

function aUsage(used: number, of = 'She-Functions-007'): Usage {
  const remedy = 'Move some of them.';
  return { of, unit: 'resources', used, limit: 500, at: 'a CloudFormation stack', remedy };
}

describe('the limits of a deployment', () => {
  it('let pass what is well below them, without a word', () => {
    const warnings = withinLimits([aUsage(0), aUsage(400)]);

    expect(warnings).toEqual([]);
  });

  it('are warned of when more than 80 % of them are used', () => {
    const warnings = withinLimits([aUsage(401), aUsage(500, 'She-State'), aUsage(12)]);

    expect(warnings).toEqual([
      'She-Functions-007 has 401 resources, 80 % of what a CloudFormation stack may have. Before there are more: Move some of them.',
      'She-State has 500 resources, 100 % of what a CloudFormation stack may have. Before there are more: Move some of them.',
    ]);
  });

  it('name all that is above them, by how much, and what to do', () => {
    const judge = () => withinLimits([aUsage(450), aUsage(501), aUsage(1500, 'She-State')]);

    expect(judge).toThrow(
      new DeploymentInvalid(
        [
          'She-Functions-007 would have 501 resources, 1 more than a CloudFormation stack may have (500). Move some of them.',
          'She-State would have 1,500 resources, 1,000 more than a CloudFormation stack may have (500). Move some of them.',
        ].join('\n'),
      ),
    );
  });
});
