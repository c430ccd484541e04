import type { ErrorCode } from '../../../../core/model/error-code.ts';
import type { Json } from '../../../../core/model/json.ts';
import type { Manifest } from '../../../../core/model/manifest.ts';
import { aBundle, aQuery, FOREIGN, GOOD_BUNDLE, READS } from '../good.ts';
import type { AnswerProbe } from '../response-probe.ts';
import { proper, raw, rawJson, type Speech } from '../speech.ts';

const asks = (
  name: string,
  shows: string,
  first: Speech,
  ends: readonly ErrorCode[] = ['BUNDLE_OUT_OF_SCOPE'],
): AnswerProbe => ({
  ...{ name, shows, ends, called: 'bundle', hostile: { first } },
  harmless: { first: proper(GOOD_BUNDLE) },
});

const FIELDS: Partial<Manifest> = { reads: [{ endpoint: READS, fields: ['ml'] }] };
const MAPPED = aQuery({ mapping: { ml: 'ml' } });

/** With a function that may see one field of each record. */
const beyondFields = (name: string, shows: string, bundle: Json): AnswerProbe => ({
  ...asks(name, shows, rawJson(bundle)),
  harmless: { first: proper(aBundle(MAPPED)) },
  manifest: FIELDS,
});

const INVALID = ['BUNDLE_INVALID'] as const;
const endpoint = (name: string, path: string) =>
  asks(name, `asks for ${JSON.stringify(path)}`, rawJson(aBundle(aQuery({ endpoint: path }))), INVALID);

/** Asking for more than the owner agreed to. */
export const BUNDLES: readonly AnswerProbe[] = [
  asks(
    'bundle of another endpoint',
    'asks for what is not its own',
    rawJson(aBundle(aQuery({ endpoint: FOREIGN }))),
  ),
  asks('wider bundle', 'asks for more besides', rawJson(aBundle(aQuery(), aQuery({ endpoint: FOREIGN })))),
  asks(
    'wider bundle by a link',
    'asks for what is linked to it',
    rawJson(aBundle(aQuery({ links: [{ endpoint: FOREIGN }] }))),
  ),
  beyondFields('bundle without fields', 'asks for whole records', aBundle(aQuery())),
  beyondFields(
    'bundle with more fields',
    'maps another field',
    aBundle(aQuery({ mapping: { x: 'secret' } })),
  ),
  beyondFields(
    'filter on another field',
    'asks question by question',
    aBundle(
      aQuery({
        mapping: { ml: 'ml' },
        filters: [{ field: 'secret', operator: { operator: 'contains', value: 1 } }],
      }),
    ),
  ),
  beyondFields('order by another field', 'learns from the order', {
    name: 'drinks',
    bundle: { drinks: { endpoints: [MAPPED], orderBy: 'secret' } },
  }),
  endpoint('../ in a bundle', `${READS}/../../${FOREIGN}`),
  endpoint('% in a bundle', 'kitchen/%64rinks'),
  endpoint('absolute path in a bundle', `/${READS}`),
  endpoint('capital letters in a bundle', 'Kitchen/Drinks'),
  endpoint('wildcard in a bundle', 'kitchen/*'),
  asks('bundle that is null', 'is none', rawJson(null), INVALID),
  asks(
    'bundle of the wrong types',
    'is none',
    rawJson({ name: 1, bundle: { drinks: { endpoints: READS } } }),
    INVALID,
  ),
  asks(
    'bundle with __proto__',
    'hides a query in a prototype',
    raw(`{"name":"drinks","bundle":{"__proto__":{"endpoints":[{"endpoint":"${FOREIGN}"}]}}}`),
  ),
  asks(
    'bundle with duplicate keys',
    'says one thing and means another',
    raw(`{"name":"d","bundle":{"drinks":{"endpoints":[{"endpoint":"${READS}","endpoint":"${FOREIGN}"}]}}}`),
  ),
  asks(
    'deep bundle',
    'exhausts the stack',
    raw(
      `{"name":"d","bundle":{"drinks":{"endpoints":[{"endpoint":"${READS}","mapping":`,
      { repeat: '[', times: 10_000 },
      { repeat: ']', times: 10_000 },
      '}]}}}',
    ),
    INVALID,
  ),
  asks(
    'large bundle',
    'keeps the engine busy reading',
    raw(
      `{"name":"d","bundle":{"drinks":{"endpoints":[{"endpoint":"${READS}","x":"`,
      { repeat: 'x', times: 70_000 },
      '"}]}}}',
    ),
    INVALID,
  ),
  asks(
    'bundle of 51 queries',
    'keeps the PDA busy',
    rawJson(aBundle(...Array.from({ length: 51 }, () => aQuery()))),
    INVALID,
  ),
  {
    ...asks('bundle that changes', 'asks for more in its second run', proper(GOOD_BUNDLE)),
    hostile: { first: proper(GOOD_BUNDLE), later: rawJson(aBundle(aQuery({ endpoint: FOREIGN }))) },
  },
];
