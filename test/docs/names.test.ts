import { existsSync, readdirSync, readFileSync } from 'node:fs';

const pages = readdirSync('docs', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md'))
  .map((name) => `docs/${name}`)
  .concat('README.md', 'CONTRIBUTING.md');

const FOLDERS =
  'adapters|bench|bin|config|core|docs|functions-registry|lambdas|lib|local|policies|proof|test';

/** Files of ours that a page names in backticks; `*`, `<…>` and NAME stand for many. */
const filesOf = (text: string) =>
  [...text.matchAll(new RegExp(`\`((?:${FOLDERS})/[\\w./-]+\\.\\w+)\``, 'g'))]
    .map(([, file = '']) => file)
    .filter((file) => !/NAME|(^|\/)(prod|staging)\.json$/.test(file));

/** What a page says to stand in a file: `NAME` in `file`. */
const namesOf = (text: string) =>
  [...text.matchAll(/`(\w+)`\s+in\s+`([\w./-]+\.ts)`/g)].map(([, name = '', file = '']) => ({ name, file }));

describe('a page', () => {
  it.each(pages)('%s names files that are there, and in them what is there', (page) => {
    const text = readFileSync(page, 'utf8');

    const lost = filesOf(text).filter((file) => !existsSync(file));
    const renamed = namesOf(text).filter(
      ({ name, file }) => !existsSync(file) || !new RegExp(`\\b${name}\\b`).test(readFileSync(file, 'utf8')),
    );

    expect([lost, renamed]).toEqual([[], []]);
  });
});
