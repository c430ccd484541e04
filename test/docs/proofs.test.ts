import { existsSync, readFileSync } from 'node:fs';
import { CLAIMS } from '../../proof/prove/claims/all.ts';
import { INVARIANTS } from '../../proof/simulator/invariants/all.ts';

const page = readFileSync('docs/proofs.md', 'utf8');
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

describe('docs/proofs.md', () => {
  it('names only commands that there are', () => {
    const named = [...page.matchAll(/npm run ([a-z-]+(?::[a-z]+)?)/g)].map(([, name = '']) => name);

    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !scripts[name])).toEqual([]);
  });

  it('names only files that there are', () => {
    const named = [...page.matchAll(/`((?:proof|test|core)\/[^`]+)`/g)].map(([, path = '']) => path);

    expect(named.length).toBeGreaterThan(1);
    expect(named.filter((path) => !existsSync(path))).toEqual([]);
  });

  it('lists fifteen invariants, each watched in every play, and the model', () => {
    const listed = [...page.matchAll(/^\| (I\d+) \|/gm)].map(([, name]) => name);

    expect(listed).toEqual(Array.from({ length: 15 }, (_, index) => `I${index + 1}`));
    expect(INVARIANTS).toHaveLength(listed.length + 1);
  });

  it('lists every claim about the templates, and none that is not judged', () => {
    const listed = [...page.matchAll(/^\| [^|]+ \| ((?:`[a-z-]+` ?)+)\|$/gm)].flatMap(([, names = '']) =>
      [...names.matchAll(/`([a-z-]+)`/g)].map(([, name]) => name),
    );

    expect([...new Set(listed)].sort()).toEqual(CLAIMS.map(({ name }) => name).sort());
  });
});
