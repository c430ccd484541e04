import { readFileSync } from 'node:fs';
import { isBundleInScope } from '../../core/execute/scope-check.ts';
import { dataBundleSchema } from '../../core/model/data-bundle.ts';
import { functionConfigurationSchema } from '../../core/model/function-configuration.ts';
import { functionResponseSchema } from '../../core/model/function-response.ts';
import { manifestSchema } from '../../core/model/manifest.ts';

const readme = readFileSync(new URL('../../functions-registry/README.md', import.meta.url), 'utf8');
const examples = [...readme.matchAll(/```json\n(.*?)```/gs)].map(([, json = '']) => JSON.parse(json));

describe('"How to add a function"', () => {
  it('shows payloads that the engine would accept, and that agree with each other', () => {
    const [manifest, configuration, , bundle, , answer] = examples;

    const { id, version, namespace, endpoint, reads = [], allowSubpaths } = manifestSchema.parse(manifest);
    const published = functionConfigurationSchema.parse(configuration);
    const responses = functionResponseSchema.parse(answer);

    expect(published).toMatchObject({ id, info: { version }, dataBundle: dataBundleSchema.parse(bundle) });
    expect(isBundleInScope(published.dataBundle.bundle, { reads, namespace, endpoint, allowSubpaths })).toBe(
      true,
    );
    expect(responses.map((response) => `${response.namespace}/${response.endpoint}`)).toEqual([
      `${namespace}/${endpoint}`,
    ]);
  });

  it('explains every field of a manifest', () => {
    const explained = readme.slice(readme.indexOf('| field'), readme.indexOf('The package may'));

    const missing = Object.keys(manifestSchema.shape).filter((field) => !explained.includes(`\`${field}\``));

    expect(missing).toEqual(['$schema']);
  });
});
