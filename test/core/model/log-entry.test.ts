import { LOG_FIELDS, type LogFields, loggable } from '../../../core/model/log-entry.ts';
import { uuid } from '../../support/builders.ts';

const SECRET = 'what Asha wrote on Tuesday';

describe('loggable', () => {
  it('keeps what is on the list, in its form', () => {
    const fields: LogFields = {
      ...{ executionId: uuid(1), functionId: 'hydration-coach', version: '1.0.0', trigger: 'event' },
      ...{ status: 'failed', errorCode: 'FUNCTION_ERROR', duration: '<1s', recordsIn: '1-9', sealed: true },
      ...{ errorName: 'TypeError', frames: ['Run.toEnd core/execute/run.ts:1:2', 'index.mjs:1:9'] },
      ...{ queue: 'executions', table: 'statuses', pdaGroup: 'a'.repeat(64) },
    };

    const kept = loggable(fields);

    expect(kept).toEqual({ fields, dropped: [], unlisted: 0 });
  });

  it.each(Object.keys(LOG_FIELDS))('I9: drops %s when it holds words, and tells only that it did', (name) => {
    const kept = loggable({ [name]: SECRET });

    expect(kept).toEqual({ fields: {}, dropped: [name], unlisted: 0 });
  });

  it.each([[[SECRET]], [{ [SECRET]: SECRET }], ['Error: a b'], ['x'.repeat(65)], [''], [null]])(
    'I9: takes no error name of odd form: %j',
    (errorName) => {
      const kept = loggable({ errorName });

      expect(kept).toEqual({ fields: {}, dropped: ['errorName'], unlisted: 0 });
    },
  );

  it.each([
    'at Asha said (a.ts:1:1)',
    'run https://asha.example/a.ts:1:1',
    'run a.ts',
    `${'f'.repeat(65)} a.ts:1:1`,
  ])('I9: takes no frame that is not a function, a file and a place: %s', (frame) => {
    const kept = loggable({ frames: [frame] });

    expect(kept.fields).toEqual({});
  });

  it('I9: only counts fields that are not on the list: their names may be data too', () => {
    const kept = loggable({
      payload: SECRET,
      [SECRET]: 1,
      __proto__: { executionId: SECRET },
      toString: SECRET,
    });

    expect(kept).toEqual({ fields: {}, dropped: [], unlisted: 3 });
  });

  it('does not compile with a field that is not on the list', () => {
    // @ts-expect-error -- this is what is tested
    const fields: LogFields = { payload: SECRET };

    expect(loggable(fields).fields).toEqual({});
  });
});
