import { chmodSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FileNotStored } from '../../../local/data-directory/replace-file.ts';
import { LetterFolder } from '../../../local/dead-letters/letter-folder.ts';
import { later, NOW, uuid } from '../../support/builders.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const DAY_S = 24 * 3600;

describe('the dead letters of one machine', () => {
  const folder = temporaryFolder();
  let dataDir: string;
  let letters: string;
  let now: Date;
  let reports: string[];
  let box: LetterFolder;
  let count = 0;

  beforeEach(() => {
    dataDir = join(folder, `data-${++count}`);
    letters = join(dataDir, 'dead-letters');
    now = NOW;
    reports = [];
    let ids = 0;
    const report = (line: string) => void reports.push(line);
    box = new LetterFolder({ dataDir, now: () => now, newId: () => uuid(++ids), report });
  });

  it('are for this user alone', async () => {
    await box.of('executions').put({ body: 'b' });

    expect(statSync(letters).mode & 0o777).toBe(0o700);
    expect(statSync(join(letters, `${uuid(1)}.json`)).mode & 0o777).toBe(0o600);
  });

  it('keep their place in fair queueing', async () => {
    await box.of('executions').put({ body: 'b', group: 'group-of-asha' });

    expect(await box.letters()).toMatchObject([{ group: 'group-of-asha' }]);
  });

  it('are shown oldest first', async () => {
    for (const seconds of [20, 10, 30]) {
      now = later(seconds);
      await box.of('executions').put({ body: String(seconds) });
    }

    expect((await box.letters()).map(({ body }) => body)).toEqual(['10', '20', '30']);
  });

  it('are forgotten after fourteen days, and not before', async () => {
    await box.of('executions').put({ body: 'old' });
    now = later(DAY_S);
    await box.of('executions').put({ body: 'younger' });

    now = later(14 * DAY_S);
    const atFourteenDays = await box.forgetOld();
    now = later(14 * DAY_S + 1);
    const afterwards = await box.forgetOld();

    expect([atFourteenDays, afterwards]).toEqual([0, 1]);
    expect((await box.letters()).map(({ body }) => body)).toEqual(['younger']);
  });

  it('ignore what a crash left half written, and tell of what cannot be read', async () => {
    await box.of('executions').put({ body: 'whole' });
    writeFileSync(join(letters, `${uuid(8)}.json.new`), '{"half');
    writeFileSync(join(letters, `${uuid(9)}.json`), '{"half');

    const read = await box.letters();

    expect(read.map(({ body }) => body)).toEqual(['whole']);
    expect(reports).toEqual([
      `${join(letters, `${uuid(9)}.json`)} is no dead letter that can be read: move it away.`,
    ]);
  });

  it('fail, and leave nothing, where they cannot be stored', async () => {
    await box.of('executions').put({ body: 'first' });
    writeFileSync(join(dataDir, 'other'), '');
    rmSync(letters, { recursive: true });
    writeFileSync(letters, 'a file in the place of the folder');

    const putting = box.of('executions').put({ body: 'second' });

    await expect(putting).rejects.toThrow(/dead-letters/);
    expect(readdirSync(dataDir).toSorted()).toEqual(['dead-letters', 'other']);
  });

  it('fail when the file cannot be written', async () => {
    await box.of('executions').put({ body: 'first' });
    const named = new LetterFolder({
      ...{ dataDir, now: () => now, newId: () => 'x'.repeat(300) },
      report: () => undefined,
    });

    await expect(named.of('executions').put({ body: 'second' })).rejects.toThrow(FileNotStored);
    expect(await box.letters()).toHaveLength(1);
  });

  it('are found by no path that leads out of their folder', async () => {
    await box.of('executions').put({ body: 'b' });
    writeFileSync(join(dataDir, 'engine.json'), '');
    chmodSync(join(dataDir, 'engine.json'), 0o600);

    await box.remove({ id: '../engine', queue: 'executions', at: '', body: '' });

    expect(readdirSync(dataDir)).toContain('engine.json');
  });
});
