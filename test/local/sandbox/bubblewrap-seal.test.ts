import { readFileSync } from 'node:fs';
import { detectSeal } from '../../../local/sandbox/detect-seal.ts';
import { insideOf } from '../host/processes.ts';
import { nodeFunction, pythonFunction, startTestHost, type TestHost } from '../host/sealed-host.ts';

let host: TestHost;

beforeAll(async () => {
  host = await startTestHost(await detectSeal(), [
    await nodeFunction('node', `export const handler = () => 'here';`),
    await pythonFunction('python', `handler = lambda event, context: 'here'`),
  ]);
});
afterAll(() => host?.close());

describe('a sealed function, as the machine sees it', () => {
  it.each(['node', 'python'])('runs as a user without rights, whoever runs the engine: %s', async (name) => {
    await host.invoke(name);

    const processes = insideOf(host.stateDir).map((pid) => readFileSync(`/proc/${pid}/status`, 'utf8'));

    const users = processes.flatMap((status) => [...idsOf(status, 'Uid'), ...idsOf(status, 'Gid')]);
    const capabilities = processes.map((status) => /^CapEff:\s*(\w+)$/m.exec(status)?.[1]);
    expect(processes.length).toBeGreaterThan(0);
    expect(users).not.toContain('0');
    expect(new Set(capabilities)).toEqual(new Set(['0000000000000000']));
  });
});

/** Real, effective, saved and of the file system. */
function idsOf(status: string, field: string): readonly string[] {
  return new RegExp(`^${field}:\\s*(.*)$`, 'm').exec(status)?.[1]?.split(/\s+/) ?? [];
}
