import { changed, functionStatusSchema, untouchedStatus } from '../../../core/model/function-status.ts';
import { anAttempt, aStatus, FUNCTION, NOW, PDA } from '../../support/builders.ts';

describe('function status', () => {
  it('goes one revision on with each change', () => {
    const status = aStatus({ revision: 7, cursor: '4' });

    const next = changed(status, { cursor: '5' });

    expect(next).toEqual({ ...status, revision: 8, cursor: '5' });
  });

  it('loses a field that is set to undefined', () => {
    const status = aStatus({ attempt: anAttempt(), notBefore: NOW.toISOString() });

    const next = changed(status, { attempt: undefined, notBefore: undefined });

    expect(functionStatusSchema.parse(JSON.parse(JSON.stringify(next)))).toEqual(aStatus({ revision: 2 }));
  });

  it('is not enabled, and has agreed to nothing, until the owner says so', () => {
    const status = untouchedStatus(PDA, FUNCTION);

    expect(functionStatusSchema.parse(status)).toEqual(status);
    expect(status).toMatchObject({ enabled: false, revision: 0, epoch: 0 });
    expect(status.consent).toBeUndefined();
  });

  it.each([
    ['epoch', -1],
    ['leaseToken', 1.5],
    ['lease', { phase: 'sleeping', expiresAt: NOW.toISOString() }],
    ['requested', { id: 'seven', useAll: false }],
    ['lastError', { code: 'OOPS', at: NOW.toISOString() }],
    ['enabled', undefined],
  ])('is not read with %s %j', (field, value) => {
    const read = functionStatusSchema.safeParse({ ...aStatus(), [field]: value });

    expect(read.error?.issues[0]?.path[0]).toBe(field);
  });
});
