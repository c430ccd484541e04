import { PassThrough } from 'node:stream';
import { finished } from 'node:stream/promises';
import { OutputLines } from '../../../local/host/output-lines.ts';

/** What is passed on of a function that prints these chunks, the second half after a reset. */
async function passedOn(
  before: readonly string[],
  after: readonly string[] = [],
): Promise<readonly string[]> {
  const stream = new PassThrough();
  const lines: string[] = [];
  const output = new OutputLines([stream], (text) => lines.push(text));
  for (const chunk of before) await new Promise((written) => stream.write(chunk, written));
  output.reset();
  for (const chunk of after) await new Promise((written) => stream.write(chunk, written));
  stream.end();
  await finished(stream);
  return lines;
}

it('passes lines on, however they were cut', async () => {
  const chunks = ['one\ntw', 'o\n', 'three'];

  const lines = await passedOn(chunks);

  expect(lines).toEqual(['one', 'two', 'three']);
});

it('takes away what could steer a terminal', async () => {
  const chunks = ['\u001b[31mred\u001b]0;title\u0007\r\u009b2J\n'];

  const lines = await passedOn(chunks);

  expect(lines).toEqual(['[31mred]0;title2J']);
});

it('shortens endless lines', async () => {
  const chunks = [`${'x'.repeat(10_000)}\n`];

  const lines = await passedOn(chunks);

  expect(lines).toEqual(['x'.repeat(4096)]);
});

it('counts what it shortens, so that a line without an end is not free', async () => {
  const chunks = ['x'.repeat(70_000), 'late\n'];

  const lines = await passedOn(chunks);

  expect(lines).toEqual(['(more output than is kept; the rest was dropped)']);
});

it('keeps to the bound within a chunk, however large', async () => {
  const chunks = [`${'x'.repeat(99)}\n`.repeat(2000)];

  const lines = await passedOn(chunks);

  expect(lines.join('').length).toBeLessThan(65_700);
});

it('drops what is beyond the bound until the next invocation', async () => {
  const flood = Array.from({ length: 100 }, () => `${'x'.repeat(99)}\n`.repeat(20));

  const lines = await passedOn(flood, ['next\n']);

  expect(lines).toContain('(more output than is kept; the rest was dropped)');
  expect(lines.length).toBeLessThan(1000);
  expect(lines.at(-1)).toBe('next');
});
