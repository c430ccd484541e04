import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { BREAKAGES } from '../../../../proof/canary/breakages/breakages.ts';
import { CHANNEL_NAMES } from '../../../../proof/canary/channels.ts';

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));

/** `npm run canary -- --breaks` plays them all; that they can be played is known sooner. */
describe('a broken redaction', () => {
  it.each(BREAKAGES)('has each line that it breaks once in its file: $name', ({ edits }) => {
    const times = edits.map(
      ({ file, line }) => readFileSync(`${ROOT}/${file}`, 'utf8').split(line).length - 1,
    );

    expect(times).toEqual(edits.map(() => 1));
    expect(times).not.toEqual([]);
  });

  it.each(BREAKAGES)('shows in a channel that there is, changed: $name', ({ channel, edits }) => {
    const unchanged = edits.filter(({ line, broken }) => line === broken);

    expect(CHANNEL_NAMES).toContain(channel);
    expect(unchanged).toEqual([]);
  });
});
