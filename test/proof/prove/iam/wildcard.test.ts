import { matches, matchesAction } from '../../../../proof/prove/iam/wildcard.ts';

const ARN = 'arn:aws:lambda:⟨region⟩:⟨account⟩:function:she-sample:7';

describe('matching a resource', () => {
  it.each([
    ['*', ARN, true, true],
    [ARN, ARN, true, true],
    ['arn:aws:lambda:*:*:function:she-*:*', ARN, true, true],
    ['arn:aws:lambda:*:*:function:she-*:$LATEST', ARN, false, false],
    ['arn:aws:lambda:*:*:function:she-sampl?:?', ARN, true, true],
    ['arn:aws:lambda:*:*:function:trial-*', ARN, false, false],
    ['', ARN, false, false],
    ['', '', true, true],
    ['arn:aws:lambda:⟨region⟩:⟨account⟩:function:she-*', ARN, true, true],
  ])('takes %j for %j: surely %p, possibly %p', (pattern, text, surely, possibly) => {
    expect(matches(pattern, text, 'surely')).toBe(surely);
    expect(matches(pattern, text, 'possibly')).toBe(possibly);
  });

  it.each([
    ['arn:aws:lambda:eu-west-1:111122223333:function:she-sample:7', ARN],
    ['arn:aws:lambda:eu-west-?:*:function:she-sample:7', ARN],
    ['arn:aws:lambda:⟨region⟩:*', 'arn:aws:lambda:eu-west-1:111122223333:function:x'],
    [`arn:aws:s3:::\${aws:PrincipalTag/team}`, 'arn:aws:s3:::data'],
    ['secret:She-State-*', 'secret:⟨She-State/TenantKey⟩'],
  ])('takes %j for %j only possibly, since the deployment decides', (pattern, text) => {
    expect(matches(pattern, text, 'possibly')).toBe(true);
    expect(matches(pattern, text, 'surely')).toBe(false);
  });

  it('keeps two resources apart whose names only the deployment knows', () => {
    expect(matches('⟨She-State/EngineKey⟩', '⟨She-State/TenantKey⟩', 'possibly')).toBe(false);
  });

  it('ends soon, whatever the pattern', () => {
    expect(matches('*a'.repeat(40), `${'a'.repeat(200)}b`, 'possibly')).toBe(false);
  });
});

describe('matching an action', () => {
  it.each([
    ['*', 's3:GetObject', true],
    ['S3:getobject', 's3:GetObject', true],
    ['s3:Get*', 's3:GetObject', true],
    ['s3:Get?bject', 's3:GetObject', true],
    ['s3:Get', 's3:GetObject', false],
    ['s3.*', 's3:GetObject', false],
    ['?3:*', 's3:GetObject', true],
  ])('takes %j for %s: %p', (pattern, action, is) => {
    expect(matchesAction(pattern, action)).toBe(is);
  });
});
