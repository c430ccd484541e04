import type { Json } from '../../../../core/model/json.ts';
import { aBundle, aConfiguration, aQuery, FOREIGN } from '../good.ts';
import type { ConfigurationProbe } from '../response-probe.ts';
import { proper, raw, rawJson } from '../speech.ts';

const publishes = (
  name: string,
  shows: string,
  ends: ConfigurationProbe['ends'],
  change: { readonly [key: string]: Json },
): ConfigurationProbe => ({
  name,
  shows,
  ends,
  called: 'configuration',
  says: (id) => proper(aConfiguration(id, change)),
});

/** What a function publishes about itself. */
export const CONFIGURATIONS: readonly ConfigurationProbe[] = [
  publishes('enabled: true', 'enables itself for everybody', 'defused', {
    status: { available: true, enabled: true, lastExecution: '2020-01-01T00:00:00.000Z' },
  }),
  publishes('another id', 'takes the place of another function', 'not registered', {
    id: 'sentiment-tracker',
  }),
  publishes('a wider published bundle', 'publishes more than its manifest allows', 'not registered', {
    dataBundle: aBundle(aQuery(), aQuery({ endpoint: FOREIGN })),
  }),
  publishes('another version', 'is not what was approved', 'not registered', {
    info: { ...(aConfiguration('') as { info: { [key: string]: Json } }).info, version: '9.9.9' },
  }),
  publishes('wrong types in a configuration', 'is none', 'not registered', {
    trigger: ['individual'],
    status: 1,
  }),
  publishes('its own limits', 'gives itself another place and more time', 'defused', {
    namespace: 'bank',
    endpoint: 'accounts',
    timeout: 900,
    scope: { reads: [{ endpoint: FOREIGN }] },
  }),
  {
    name: '__proto__ in a configuration',
    called: 'configuration',
    shows: 'changes all objects of the engine',
    ends: 'defused',
    says: (id) =>
      raw(JSON.stringify(aConfiguration(id)).replace('{', '{"__proto__":{"polluted":true,"enabled":true},')),
  },
  {
    name: 'a deep configuration',
    called: 'configuration',
    shows: 'exhausts the stack',
    ends: 'not registered',
    says: (id) =>
      raw(
        JSON.stringify(aConfiguration(id)).replace(/\}$/, ',"info":'),
        { repeat: '[', times: 10_000 },
        { repeat: ']', times: 10_000 },
        '}',
      ),
  },
  {
    name: 'no configuration',
    called: 'configuration',
    shows: 'is none',
    ends: 'not registered',
    says: () => rawJson(''),
  },
];
