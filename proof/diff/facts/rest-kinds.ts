import { guard, inWords, type Kind, policy } from './kind.ts';

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
      AlarmName: (_name, { properties: { AlarmDescription: _words, Tags: _tags, ...settings } }) => [
        guard(`rings: ${inWords(settings)}`),
      ],
    },
  },
  'AWS::CloudWatch::CompositeAlarm': { group: 'rest', plain: 'all', protects: 'rings' },
  'AWS::CloudWatch::Dashboard': { group: 'rest', plain: 'all' },
  'AWS::CloudWatch::InsightRule': { group: 'rest', plain: 'all' },
  'AWS::Budgets::Budget': { group: 'rest', plain: 'all', protects: 'tells what is spent' },
};
