import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { configurationTable } from '../lib/config/configuration-table.ts';

/** Writes the table of all fields into docs/configuration.md: `npm run docs:configuration`. */
const PAGE = fileURLToPath(new URL('../docs/configuration.md', import.meta.url));
const EXAMPLE = fileURLToPath(new URL('../config/example.json', import.meta.url));

const table = configurationTable(JSON.parse(readFileSync(EXAMPLE, 'utf8')));
const page = readFileSync(PAGE, 'utf8');
const written = page.replace(
  /(<!-- fields -->\n)[\s\S]*(<!-- end of fields -->)/,
  (_whole, start: string, end: string) => `${start}${table}\n${end}`,
);
writeFileSync(PAGE, written);
