import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Staging } from '../../../local/host/staging.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const folder = temporaryFolder();

it('refuses a file of the Java client that changed after it was looked at', async () => {
  const jar = join(folder, 'aws-lambda-java-core-1.4.0.jar');
  writeFileSync(jar, 'another file');

  const staging = Staging.in(join(folder, 'root'), [jar]);

  await expect(staging).rejects.toThrow('is not the file whose hash is known; remove that folder');
});
