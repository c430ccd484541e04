import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Evidence } from '../../../../proof/canary/play/evidence.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const folder = temporaryFolder();
beforeAll(() => writeFile(join(folder, 'a.txt'), 'content'));

function evidenceThatMeets(code: string): Evidence {
  return new Evidence(() => Promise.reject(Object.assign(new Error('no'), { code })));
}

describe('Evidence', () => {
  it('holds the names and contents of files', async () => {
    const evidence = new Evidence();

    await evidence.addFiles('data directory', folder);

    expect(evidence.of('data directory').map(({ bytes }) => String(bytes))).toEqual(['a.txt\ncontent']);
    expect(evidence.objections).toEqual([]);
  });

  it('objects to a file that cannot be read', async () => {
    const evidence = evidenceThatMeets('EACCES');

    await evidence.addFiles('data directory', folder);

    expect(evidence.objections).toEqual(['data directory: a.txt could not be read']);
  });

  it('takes a file that is no more for one of a name only', async () => {
    const evidence = evidenceThatMeets('ENOENT');

    await evidence.addFiles('data directory', folder);

    expect(evidence.objections).toEqual([]);
    expect(evidence.of('data directory').map(({ bytes }) => String(bytes))).toEqual(['a.txt\n']);
  });

  it('puts the chunks of a stream together', () => {
    const evidence = new Evidence();

    evidence.append('console', 'a stream', 'can');
    evidence.append('console', 'a stream', 'ary');

    expect(evidence.of('console').map(({ bytes }) => String(bytes))).toEqual(['canary']);
  });
});
