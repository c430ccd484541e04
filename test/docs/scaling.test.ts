import { readFileSync } from 'node:fs';
import { modelOf } from '../../proof/scale-model/model.ts';
import { readOptions } from '../../proof/scale-model/options.ts';
import { report } from '../../proof/scale-model/report.ts';

const page = readFileSync('docs/scaling.md', 'utf8');
const blocks = [...page.matchAll(/```text\n\$ npm run scale-model --(.*)\n([^`]*)```/g)].map(
  ([, args = '', printed = '']) => ({ args: args.trim(), printed: printed.trimEnd() }),
);

/** What the command prints. */
function answerTo(args: string): string {
  const { load, prices, section } = readOptions(args.split(' '));
  return report(modelOf(load, prices), section);
}

describe('docs/scaling.md', () => {
  it.each(blocks)('prints what the scale model says: $args', ({ args, printed }) => {
    const answer = answerTo(args);

    expect(printed).toBe(answer);
  });

  it('gives no figure in bold that the scale model does not print', () => {
    const text = blocks.map(({ printed }) => printed.replaceAll(/\s+/g, ' ')).join(' ');

    const figures = [...page.matchAll(/\*\*(\d[^*]*)\*\*/g)].map(([, figure = '']) => figure);

    expect(blocks.length).toBeGreaterThan(3);
    expect(figures.length).toBeGreaterThan(8);
    expect(figures.filter((figure) => !text.includes(figure.replaceAll(/\s+/g, ' ')))).toEqual([]);
  });
});
