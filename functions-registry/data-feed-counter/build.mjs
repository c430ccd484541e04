// Bundles src/ into .build/index.mjs. The file is replaced at once and only when it changes, so that an engine
// which is running it never sees half of it.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { buildSync } from 'esbuild';

const { outputFiles } = buildSync({
  entryPoints: ['src/index.ts'],
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  write: false,
});
const code = outputFiles[0].text;
const target = '.build/index.mjs';

if (!existsSync(target) || readFileSync(target, 'utf8') !== code) {
  mkdirSync('.build', { recursive: true });
  writeFileSync(`${target}.${process.pid}`, code);
  renameSync(`${target}.${process.pid}`, target);
}
