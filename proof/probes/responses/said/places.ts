import type { Json } from '../../../../core/model/json.ts';
import { aResponse, ENDPOINT } from '../good.ts';
import type { AnswerProbe } from '../response-probe.ts';
import { proper, rawJson } from '../speech.ts';

const ends = ['RESULT_OUT_OF_PLACE'] as const;

const elsewhere = (name: string, change: { readonly [key: string]: Json }): AnswerProbe => ({
  ...{ name, ends, called: 'process' },
  shows: `writes to ${JSON.stringify(Object.values(change)[0])}`,
  hostile: { first: rawJson([aResponse(change)]) },
  harmless: { first: proper([aResponse()]) },
});

/** With a function that may write below its place. */
const below = (name: string, path: string): AnswerProbe => ({
  ...elsewhere(name, { endpoint: `${ENDPOINT}/${path}` }),
  harmless: { first: proper([aResponse({ endpoint: `${ENDPOINT}/daily` })]) },
  manifest: { allowSubpaths: true },
});

/** Writing anywhere but in the registered place. */
export const PLACES: readonly AnswerProbe[] = [
  elsewhere('foreign namespace', { namespace: 'bank' }),
  elsewhere('namespace with a path', { namespace: 'coach/../bank' }),
  elsewhere('foreign endpoint', { endpoint: 'insights/sleep' }),
  elsewhere('path below, not allowed', { endpoint: `${ENDPOINT}/deep` }),
  elsewhere('../ in the endpoint', { endpoint: `${ENDPOINT}/../../bank/accounts` }),
  elsewhere('%2e%2e in the endpoint', { endpoint: `${ENDPOINT}/%2e%2e/accounts` }),
  elsewhere('leading slash', { endpoint: `/${ENDPOINT}` }),
  elsewhere('trailing slash', { endpoint: `${ENDPOINT}/` }),
  elsewhere('absolute address', { endpoint: 'https://evil.example/insights' }),
  elsewhere('other letters that look alike', { endpoint: 'insights/hydratıon' }),
  elsewhere('letters of no width', { endpoint: 'insights/hydration\u200b' }),
  elsewhere('capital letters', { endpoint: 'Insights/Hydration' }),
  elsewhere('NUL in the endpoint', { endpoint: `${ENDPOINT}\u0000` }),
  elsewhere('empty endpoint', { endpoint: '' }),
  below('../ below its place', '../../bank'),
  below('%2e%2e below its place', '%2e%2e/bank'),
  below('backslash below its place', '..\\bank'),
  below('full-width dots below its place', '\uff0e\uff0e/bank'),
  {
    ...elsewhere('one foreign response among good ones', { namespace: 'bank' }),
    hostile: { first: rawJson([aResponse(), aResponse({ namespace: 'bank' }), aResponse()]) },
  },
];
