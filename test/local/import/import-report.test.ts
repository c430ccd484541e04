import { PassThrough } from 'node:stream';
import { startReport } from '../../../local/import/import-report.ts';
import { eventually } from '../../support/eventually.ts';

const COUNTS = { read: 3, fresh: 2, known: 1, bad: 0 };

function printed(isTTY: boolean) {
  const output = Object.assign(new PassThrough(), { isTTY, columns: 100 });
  let text = '';
  output.on('data', (chunk) => {
    text += chunk;
  });
  return { output, text: () => text };
}

describe('startReport', () => {
  it('shows a bar that fills with the file on a terminal', async () => {
    const { output, text } = printed(true);

    const report = startReport('tweets.js', output, 1000);
    report.onRead(500);
    report.onProgress(COUNTS);
    const live = await eventually(
      async () => text(),
      (drawn) => drawn.includes('3 read'),
    );
    report.end(COUNTS);

    expect(live).toMatch(/━{15}.*━{15}/);
    expect(text()).toContain('3 read, 2 new, 1 already there, 0 bad');
  });

  it('writes plain lines where there is no terminal', () => {
    const { output, text } = printed(false);

    const report = startReport('tweets.js', output, 1000);
    report.onRead(500);
    report.onProgress(COUNTS);
    report.end(COUNTS);

    expect(text()).toBe('Importing tweets.js\n3 read, 2 new, 1 already there, 0 bad\n');
  });
});
