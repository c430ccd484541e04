import { bundleQuerySchema } from '../../../../core/model/data-bundle.ts';
import { EvaluationError } from '../../../../local/pda/query/evaluation-error.ts';
import { storedQuery } from '../../../../local/pda/routes/stored-query.ts';

describe('a query that was registered before', () => {
  it('is read as it was registered', () => {
    const bundle = { p: { endpoints: [{ endpoint: 'a/b' }] } };

    const read = storedQuery(bundleQuerySchema, bundle);

    expect(read).toEqual(bundle);
  });

  it('that is not taken any more is told by the place that is wrong', () => {
    const orderBy = Array(201).fill('a').join('.');

    const read = () => storedQuery(bundleQuerySchema, { p: { endpoints: [{ endpoint: 'a/b' }], orderBy } });

    expect(read).toThrow(EvaluationError);
    expect(read).toThrow('It must be registered anew: p.orderBy: must be a path of at most 200 dotted parts');
  });
});
