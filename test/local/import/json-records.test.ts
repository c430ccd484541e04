import { jsonText } from '../../../core/model/exact-number.ts';
import type { ImportItem } from '../../../local/import/import-item.ts';
import { fileOf, readAll, readItems } from './import-files.ts';

const AS = { as: 'kitchen/drinks' };

describe('JSON records', () => {
  it('are read from a list, as they are', async () => {
    const file = await fileOf('drinks.json', '[\n  {"ml": 330, "at": "2025-01-01"},\n  7\n]\n');

    const { records, endpoints } = await readAll(file, AS);

    expect(records).toEqual([{ ml: 330, at: '2025-01-01' }, 7]);
    expect(endpoints).toEqual(new Set(['kitchen/drinks']));
  });

  it('keep every digit of their numbers', async () => {
    const file = await fileOf('ids.json', '[{"id":1234567890123456789,"price":1.10},1e400]');

    const { records } = await readAll(file, AS);

    expect(jsonText(records)).toBe('[{"id":1234567890123456789,"price":1.10},1e400]');
  });

  it('are read from lines, bad ones reported', async () => {
    const file = await fileOf('drinks.jsonl', '\uFEFF{"ml": 1}\r\n\r\n{"ml": \r\n{"ml": 3}');

    const { records, problems } = await readAll(file, AS);

    expect(records).toEqual([{ ml: 1 }, { ml: 3 }]);
    expect(problems).toEqual(['drinks.jsonl, record 2 (line 3): is not valid JSON']);
  });

  it('are told from their content, whatever the file is called', async () => {
    const file = await fileOf('export.txt', '{"ml": 1}\n{"ml": 2}\n');

    const { records } = await readAll(file, AS);

    expect(records).toHaveLength(2);
  });

  it('may be longer than the part of the file that is looked at first', async () => {
    const long = JSON.stringify({ note: 'x'.repeat(300_000) });
    const file = await fileOf('drinks.json', `${long}\n${long}\n`);

    const { records } = await readAll(file, AS);

    expect(records).toHaveLength(2);
  });

  it('need to be told where they go', async () => {
    const file = await fileOf('drinks.json', '[1]');

    await expect(readAll(file)).rejects.toThrow('say where they go with --as NAMESPACE/ENDPOINT');
  });

  it('are not a single object over many lines', async () => {
    const file = await fileOf('drinks.json', '{\n  "ml": 1\n}\n');

    await expect(readAll(file, AS)).rejects.toThrow('begins with a single JSON object: put [ ] around it');
  });
});

describe('records that say where they belong', () => {
  const ID = '6f2d3c1e-8b0a-4f5e-9d7c-1a2b3c4d5e6f';
  const OTHER_ID = '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d';

  const at = (line: number) => ({
    kind: 'record',
    where: `export.ndjson, record ${line} (line ${line})`,
  });

  async function itemsOf(lines: readonly unknown[], as?: string): Promise<ImportItem[]> {
    const file = await fileOf('export.ndjson', lines.map((line) => JSON.stringify(line)).join('\n'));
    return readItems(file, { as });
  }

  it('go there and keep what identifies them', async () => {
    const line = { endpoint: 'kitchen/drinks', recordId: ID, data: { ml: 1 } };
    const source = { sourceUniqueId: 'cup-7', sourceTimestamp: '2025-01-01T10:00:00.000Z' };

    const items = await itemsOf([{ ...line, ...source }]);

    expect(items).toEqual([{ ...at(1), ...line, ...source }]);
  });

  it('are reported when they say it wrongly, and the others read', async () => {
    const [good, bad] = [
      { endpoint: 'a/b', data: 1 },
      { endpoint: 'A/b', data: 2 },
    ];

    const items = await itemsOf([good, bad, good]);

    expect(items).toEqual([
      { ...at(1), ...good },
      {
        kind: 'problem',
        where: 'export.ndjson, record 2 (line 2)',
        what: 'does not say where it belongs: say where they go with --as NAMESPACE/ENDPOINT',
      },
      { ...at(3), ...good },
    ]);
  });

  it('go elsewhere with --as, and records that only look like them go whole', async () => {
    const exported = { endpoint: 'a/b', recordId: ID, data: 1 };
    const own = { endpoint: 'a/b', data: 2 };

    const items = await itemsOf([exported, own], 'c/d');

    expect(items).toEqual([
      { ...at(1), endpoint: 'c/d', data: 1 },
      { ...at(2), endpoint: 'c/d', data: own },
    ]);
  });

  it('stay two when their ids differ and their content does not', async () => {
    const [one, two] = [ID, OTHER_ID].map((recordId) => ({ endpoint: 'a/b', recordId, data: { ml: 1 } }));

    const items = await itemsOf([one, two, one]);

    expect(items).toEqual([
      { ...at(1), ...one },
      { ...at(2), ...two, sourceUniqueId: OTHER_ID },
      { ...at(3), ...one },
    ]);
  });
});
