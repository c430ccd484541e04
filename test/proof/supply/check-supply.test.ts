import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkSupply } from '../../../proof/supply/check-supply.ts';
import { EXPLAINED } from '../../../proof/supply/explained.ts';
import { runProof } from '../../support/run-proof.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { NOTHING_EXPLAINED } from './supply-builders.ts';

const folder = temporaryFolder();
const now = new Date('2026-11-23T00:00:00.000Z');
const refused = { kind: 'no answer', why: '405' } as const;

describe('npm run supply', () => {
  it('finds nothing wrong with what we use', async () => {
    const { output, code } = await runProof('supply', '--no-audit');

    expect(output).toMatch(/^licences +\d+ packages, \d+ of them shipped: all allowed$/m);
    expect(output).not.toContain('found:');
    expect(code).toBe(0);
  }, 60_000);

  it('says that nobody knows about advisories when nobody answered', () => {
    const { lines } = checkSupply({ root: '.', explained: EXPLAINED, audit: refused, now });

    expect(lines.at(-1)).toBe('advisories       NOT KNOWN: the registry did not answer (405)');
  });

  it('finds what is wrong with a project, and where', () => {
    const root = join(folder, 'made-up');
    mkdirSync(root);
    const packages = {
      '': {},
      'node_modules/a': { version: '1.0.0', license: 'AGPL-3.0-only', hasInstallScript: true },
    };
    writeFileSync(join(root, 'package.json'), JSON.stringify({ dependencies: { a: '^1.0.0' } }));
    writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ lockfileVersion: 3, packages }));

    const { findings } = checkSupply({ root, explained: NOTHING_EXPLAINED, audit: refused, now });

    expect(findings.map(({ check }) => check)).toEqual([
      'pinned',
      'integrity',
      'install scripts',
      'licences',
    ]);
  });

  it('notices when one of our explanations is taken away', () => {
    const { findings } = checkSupply({ root: '.', explained: NOTHING_EXPLAINED, audit: refused, now });

    const explained = [...Object.keys(EXPLAINED.installScripts), ...Object.keys(EXPLAINED.withoutIntegrity)];
    const found = findings.map(({ subject }) => subject).join();
    expect(explained.filter((name) => !found.includes(name))).toEqual([]);
  });

  it('notices a package that was put into node_modules under another licence', () => {
    const root = join(folder, 'ours');
    for (const file of ['package.json', 'package-lock.json']) cpSync(file, join(root, file));
    mkdirSync(join(root, 'node_modules/zod'), { recursive: true });
    const zod = JSON.parse(readFileSync('node_modules/zod/package.json', 'utf8'));
    writeFileSync(
      join(root, 'node_modules/zod/package.json'),
      JSON.stringify({ ...zod, license: 'GPL-3.0-only' }),
    );

    const { findings } = checkSupply({ root, explained: EXPLAINED, audit: refused, now });

    expect(findings).toMatchObject([{ check: 'licences', found: 'GPL-3.0-only' }]);
  });
});
