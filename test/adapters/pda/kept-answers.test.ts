import { KeptAnswers } from '../../../adapters/pda/kept-answers.ts';
import { NOW } from '../../support/builders.ts';

const KEY = ['asha.localhost'];
const MINUTE = 60_000;

describe('KeptAnswers', () => {
  let now: Date;
  let asked: number;
  let answers: KeptAnswers<number>;
  const ask = async () => {
    asked += 1;
    return asked;
  };
  const away = () => Promise.reject(new Error('away'));
  const later = (ms: number) => {
    now = new Date(now.getTime() + ms);
  };

  beforeEach(() => {
    now = NOW;
    asked = 0;
    answers = new KeptAnswers(
      () => now,
      () => MINUTE,
    );
  });

  it('asks once for as long as the answer may be used', async () => {
    await answers.get(KEY, ask);
    later(MINUTE - 1);
    const kept = await answers.get(KEY, ask);
    later(1);

    const fresh = await answers.get(KEY, ask);

    expect([kept, fresh]).toEqual([1, 2]);
  });

  it('asks once for all who ask at the same time', async () => {
    const all = await Promise.all([answers.get(KEY, ask), answers.get(KEY, ask)]);

    expect(all).toEqual([1, 1]);
  });

  it('uses what it knows while it asks for something newer, and when that failed', async () => {
    await answers.get(KEY, ask);
    const newer = answers.get(KEY, away, 0);

    const meanwhile = await answers.get(KEY, ask);

    await expect(newer).rejects.toThrow('away');
    expect([meanwhile, await answers.get(KEY, ask)]).toEqual([1, 1]);
  });

  it('keeps no failure', async () => {
    await answers.get(KEY, away).catch(() => undefined);

    const answer = await answers.get(KEY, ask);

    expect(answer).toBe(1);
  });

  it('forgets what was answered, and what was being answered', async () => {
    await answers.get(KEY, ask);
    const underWay = answers.get(KEY, ask, 0);

    answers.forget(KEY);

    expect([await underWay, await answers.get(KEY, ask)]).toEqual([2, 3]);
  });

  it('holds a thousand, and lets the oldest go', async () => {
    for (let pda = 0; pda <= 1000; pda += 1) await answers.get([`${pda}`], ask);

    const [oldest, second] = [await answers.get(['0'], ask), await answers.get(['2'], ask)];

    expect([oldest, second]).toEqual([1002, 3]);
  });
});
