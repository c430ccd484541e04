import { pdaOfFile } from '../../../support/pda-of-file.ts';
import type { Problem } from '../../../support/start-pda.ts';

describe('/api/v2.6/data-window', () => {
  const here = pdaOfFile();

  const window = (body: object) =>
    here.pda.call<Problem>('POST /api/v2.6/data-window', { ...here.engine, body });

  it('says which value a filter could not read', async () => {
    await here.pda.call(`POST ${here.place}`, { ...here.owner, body: { ...here.unique(1), at: 'tea time' } });
    const filters = [
      {
        field: 'at',
        transformation: { transformation: 'datetimeExtract', part: 'hour' },
        operator: { operator: 'in', value: [5] },
      },
    ];
    const bundle = { meals: { endpoints: [{ endpoint: here.endpoint, filters }] } };

    const reply = await window({ functionId: 'counter', bundle });

    expect([reply.status, reply.body.message]).toEqual([400, 'Bundle Evaluation Failed']);
    expect(reply.body.cause).toContain('property "meals", field "at"');
    expect(reply.body.cause).not.toContain('tea time');
  });

  it('refuses a cursor that is not its own', async () => {
    const reply = await window({ functionId: 'counter', bundle: {}, after: 'yesterday' });

    expect([reply.status, reply.body.message]).toEqual([400, 'after: is no cursor of this PDA']);
  });
});
