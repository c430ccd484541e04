import { type Context, type Holds, holds } from '../../../../proof/prove/iam/conditions.ts';

const KEY = 'lambda:SourceFunctionArn';
const FUNCTION = 'arn:aws:lambda:eu-west-1:111122223333:function:she-sample';
const given = (what: 'absent' | 'present' | { value: string }): Context =>
  new Map([[KEY.toLowerCase(), what]]);

const absent = given('absent');
const present = given('present');
const known = given({ value: FUNCTION });
const nothing: Context = new Map();

describe('a condition', () => {
  it.each<[operator: string, value: string, Holds, Holds, Holds, Holds]>([
    // operator, value, key absent, present, with FUNCTION as its value, not known
    ['Null', 'true', 'yes', 'no', 'no', 'unknown'],
    ['Null', 'false', 'no', 'yes', 'yes', 'unknown'],
    ['StringEquals', FUNCTION, 'no', 'unknown', 'yes', 'unknown'],
    ['StringEquals', 'arn:aws:lambda:*', 'no', 'unknown', 'no', 'unknown'],
    ['StringEqualsIgnoreCase', FUNCTION.toUpperCase(), 'no', 'unknown', 'yes', 'unknown'],
    ['StringLike', 'arn:aws:lambda:*', 'no', 'unknown', 'yes', 'unknown'],
    ['StringNotEquals', FUNCTION, 'yes', 'unknown', 'no', 'unknown'],
    ['StringNotLike', 'arn:aws:s3:*', 'yes', 'unknown', 'yes', 'unknown'],
    ['StringEqualsIfExists', 'other', 'yes', 'unknown', 'no', 'unknown'],
    ['StringNotEqualsIfExists', FUNCTION, 'yes', 'unknown', 'no', 'unknown'],
    ['ArnLike', 'arn:aws:lambda:*:*:function:she-*', 'no', 'unknown', 'yes', 'unknown'],
    ['ArnEquals', 'arn:aws:lambda:*:*:function:she-*', 'no', 'unknown', 'yes', 'unknown'],
    ['ArnLike', 'arn:*:function:she-*', 'no', 'unknown', 'no', 'unknown'],
    ['ArnNotLike', 'arn:aws:lambda:*:*:function:x', 'yes', 'unknown', 'yes', 'unknown'],
    ['Bool', 'true', 'no', 'unknown', 'no', 'unknown'],
    ['NumericLessThan', '3', 'unknown', 'unknown', 'unknown', 'unknown'],
    ['ForAllValues:StringEquals', FUNCTION, 'yes', 'unknown', 'yes', 'unknown'],
    ['ForAllValues:StringEquals', 'other', 'yes', 'unknown', 'no', 'unknown'],
    ['ForAnyValue:StringEquals', FUNCTION, 'unknown', 'unknown', 'unknown', 'unknown'],
    ['StringLike', `\${aws:userid}*`, 'unknown', 'unknown', 'unknown', 'unknown'],
  ])('%s %s', (operator, value, whenAbsent, whenPresent, whenKnown, whenUnknown) => {
    const condition = { [operator]: { [KEY]: [value] } };

    const found = [absent, present, known, nothing].map((context) => holds(condition, context));

    expect(found).toEqual([whenAbsent, whenPresent, whenKnown, whenUnknown]);
  });

  it('holds when there is none', () => {
    expect(holds(undefined, nothing)).toBe('yes');
  });

  it('is not known where only the deployment knows the value', () => {
    const account = given({ value: 'arn:aws:lambda:eu-west-1:⟨account⟩:function:x' });

    expect(holds({ ArnNotLike: { [KEY]: ['arn:aws:lambda:*:111122223333:*'] } }, account)).toBe('unknown');
    expect(holds({ StringNotEquals: { [KEY]: ['⟨account⟩'] } }, known)).toBe('unknown');
  });

  it('holds for one value of several', () => {
    expect(holds({ StringEquals: { [KEY]: ['other', FUNCTION] } }, known)).toBe('yes');
    expect(holds({ StringNotEquals: { [KEY]: ['other', FUNCTION] } }, known)).toBe('no');
  });

  it('needs every operator and every key', () => {
    const isThere = { Null: { [KEY]: ['false'] } };

    expect(holds({ ...isThere, StringEquals: { [KEY]: ['other'] } }, known)).toBe('no');
    expect(holds({ ...isThere, Bool: { 'aws:SecureTransport': ['true'] } }, known)).toBe('unknown');
    expect(holds({ Null: { [KEY]: ['true'], 'aws:userid': ['false'] } }, known)).toBe('no');
  });
});
