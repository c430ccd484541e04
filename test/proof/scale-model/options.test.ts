import { spawnSync } from 'node:child_process';
import { readOptions } from '../../../proof/scale-model/options.ts';

/** The program as somebody types it. */
function asked(...args: readonly string[]) {
  const program = ['--import', 'tsx/esm', 'proof/scale-model/main.ts'];
  return spawnSync(process.execPath, [...program, ...args], { encoding: 'utf8' });
}

describe('options of the scale model', () => {
  it.each([
    ['--memory', '64', 'from 128 to 10240'],
    ['--memory', '20000', 'from 128 to 10240'],
    ['--executors', '1001', '1000 at most'],
    ['--functions-per-pda', '51', 'there are 50 --functions'],
    ['--pdas', '1e12', '10000000000 at most'],
    ['--duration', '900001', '900000 at most'],
    ['--cold', '900001', '900000 at most'],
    ['--prices', 'no-such-file.json', 'no such file'],
    ['--prices', 'package.json', 'It is no price file: region: '],
    ['--prices', 'README.md', 'not valid JSON'],
  ])('refuses %s %s with a sentence', (option, value, sentence) => {
    const { status, stderr } = asked(option, value);

    expect(status).not.toBe(0);
    expect(stderr).toContain(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('takes what AWS just allows', () => {
    const most = ['--memory', '10240', '--executors', '1000', '--duration', '900000'];

    const { load } = readOptions([...most, '--functions-per-pda', '50']);

    expect(load).toMatchObject({ memory: 10_240, executors: 1_000, duration: 900_000, functionsPerPda: 50 });
  });
});
