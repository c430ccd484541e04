import { FUNCTIONS_STACK } from '../../prove/model/functions.ts';
import type { Resource } from '../../prove/model/model.ts';
import { guard, inWords, type Kind, policy, type Said } from './kind.ts';

export const REST_KINDS: Readonly<Record<string, Kind>> = {
  // What a role may do is read from all its policies together, see role-facts.ts.
  'AWS::IAM::Role': { group: 'iam', plain: 'all' },
  'AWS::IAM::Policy': { group: 'iam', plain: 'all' },
  'AWS::IAM::ManagedPolicy': {
    group: 'iam',
    plain: ['Description', 'ManagedPolicyName', 'Path'],
    // Boundaries: attached to roles, they are read with these as well.
    reads: { PolicyDocument: policy },
  },
  'AWS::Events::EventBusPolicy': {
    group: 'iam',
    plain: ['EventBusName', 'StatementId'],
    reads: { Statement: (statement, resource) => policy({ Statement: statement ?? [] }, resource) },
  },
  'AWS::CloudWatch::Alarm': {
    group: 'rest',
    plain: 'all',
    // When and to whom it rings, in whatever words it says so.
    reads: {
      AlarmName: (_name, resource) => [isOfRollout(resource) ? ringsForRollout(resource) : rings(resource)],
    },
  },
  'AWS::CloudWatch::CompositeAlarm': { group: 'rest', plain: 'all', protects: 'rings' },
  'AWS::CloudWatch::Dashboard': { group: 'rest', plain: 'all' },
  'AWS::CloudWatch::InsightRule': {
    group: 'rest',
    plain: 'all',
    reads: { RuleState: (state) => (state === 'ENABLED' ? [guard('counts')] : []) },
  },
  'AWS::Budgets::Budget': { group: 'rest', plain: 'all', protects: 'tells what is spent' },
};

function rings({ properties: { AlarmDescription: _words, Tags: _tags, ...settings } }: Resource): Said {
  return guard(`rings: ${inWords(settings)}`);
}

/** It returns a version that some PDAs get before all do, for as long as that takes; which one is in its name. */
function ringsForRollout(resource: Resource): Said {
  const { AlarmName: _name, Dimensions: _which, ...settings } = resource.properties;
  return { ...rings({ ...resource, properties: settings }), endsWithIt: true };
}

const isOfRollout = ({ stack, properties }: Resource) =>
  FUNCTIONS_STACK.test(stack) && properties.MetricName === 'CandidateFailures';
