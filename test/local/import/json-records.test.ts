import { fileOf, readAll } from './import-files.ts';

const AS = { as: 'kitchen/drinks' };

describe('JSON records', () => {
  it('are read from a list, as they are', async () => {
    const file = await fileOf('drinks.json', '[\n  {"ml": 330, "at": "2025-01-01"},\n  7\n]\n');

    const { records, endpoints } = await readAll(file, AS);

    expect(records).toEqual([{ ml: 330, at: '2025-01-01' }, 7]);
    expect(endpoints).toEqual(new Set(['kitchen/drinks']));
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
    const long = JSON.stringify({ note: 'x'.repeat(100_000) });
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
