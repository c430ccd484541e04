import { errorsIn } from '../../../../proof/canary/play/scenes.ts';

describe('errorsIn', () => {
  it('reads the internal errors of a log of the command line', () => {
    const log = [
      'execution claimed: executionId=1',
      'internal error: executionId=1 errorName=TimeoutError',
      '  at invoke adapters/lambda/lambda-invoker.ts:36:13',
      'execution recorded: executionId=1',
    ].join('\n');

    const errors = errorsIn(log);

    expect(errors).toEqual(['TimeoutError at adapters/lambda/lambda-invoker.ts:36:13']);
  });

  it('reads those of a log of Lambda', () => {
    const error = { event: 'internal error', errorName: 'RangeError', frames: ['run core/a.ts:1:2'] };
    const log = `${JSON.stringify({ event: 'execution claimed' })}\n${JSON.stringify(error)}\n`;

    const errors = errorsIn(log);

    expect(errors).toEqual(['RangeError at core/a.ts:1:2']);
  });
});
