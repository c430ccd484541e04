import { endReason } from '../../../local/sandbox/ending.ts';
import { tmpBytes } from '../../../local/sandbox/limits.ts';

const MB = 1024 * 1024;

it.each([
  ['as asked on a large machine', 512, 16_384, 512],
  ['an eighth of a small machine', 512, 1024, 128],
])('gives /tmp %s', (_, asked, machine, given) => {
  const bytes = tmpBytes(asked, machine * MB);

  expect(bytes).toBe(given * MB);
});

it.each([
  ['an exit code', 3, null, 'exit status 3'],
  ['a clean exit', 0, null, 'exit status 0'],
  ['a signal', null, 'SIGKILL', 'signal: killed'],
  ['a signal told as an exit code', 137, null, 'signal: killed'],
  ['an exit code above all signals', 255, null, 'exit status 255'],
  ['another signal', 134, null, 'signal: abrt'],
] as const)('words %s as Lambda does', (_, code, signal, words) => {
  const reason = endReason(code, signal);

  expect(reason).toBe(words);
});
