import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { manifestJsonSchema } from '../../functions-registry/manifest-json-schema.ts';
import { aManifest } from '../support/manifest-builder.ts';

describe('function.schema.json', () => {
  it('is current; `npx she registry lock` writes it', async () => {
    const path = new URL('../../functions-registry/function.schema.json', import.meta.url);

    const published = JSON.parse(await readFile(path, 'utf8'));

    expect(published).toEqual(manifestJsonSchema());
  });

  it('accepts a manifest and refuses a misspelt one', () => {
    const validate = new Ajv2020({ strict: false }).compile(manifestJsonSchema() as object);

    const verdicts = [aManifest(), aManifest({ memori: 512 })].map((manifest) => validate(manifest));

    expect(verdicts).toEqual([true, false]);
  });
});
