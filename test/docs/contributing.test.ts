import { readdirSync, readFileSync } from 'node:fs';

const page = readFileSync('CONTRIBUTING.md', 'utf8');

describe('CONTRIBUTING.md', () => {
  it('says of every program in proof/ what it asks', () => {
    const programs = readdirSync('proof', { withFileTypes: true }).filter((one) => one.isDirectory());

    const [, table = ''] = /\| in `proof\/` \| asks \|\n(.*?)\n\n/s.exec(page) ?? [];
    const named = [...table.matchAll(/`([a-z-]+)`/g)].map(([, name]) => name);
    expect(named.toSorted()).toEqual(programs.map(({ name }) => name).toSorted());
  });
});
