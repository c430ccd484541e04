import { BrokenProbe } from '../../../../proof/probes/bed/bed.ts';
import { NEIGHBOURS } from '../../../../proof/probes/list/neighbours.ts';
import { bedAnswering } from '../../../support/answering-host.ts';

const refused = () => bedAnswering({ failed: false, payload: { through: false, saw: 'EROFS' } });
const named = (name: string) => NEIGHBOURS.find((probe) => probe.name === name);

describe('a neighbour who could leave nothing', () => {
  it.each(['/tmp of another tenant', 'another function of the same person', 'its own past'])(
    'shows nothing: %s',
    async (name) => {
      const tried = named(name)?.attempt(refused(), 'node');

      await expect(tried).rejects.toThrow(BrokenProbe);
    },
  );

  it('is held where the place is read-only', async () => {
    const finding = await named('/dev/shm of another tenant')?.attempt(refused(), 'node');

    expect(finding).toEqual({ through: false, saw: 'EROFS' });
  });
});
