import type { ErrorCode } from '../../../../core/model/error-code.ts';
import type { Json } from '../../../../core/model/json.ts';
import { aResponse, ENDPOINT, NAMESPACE } from '../good.ts';
import type { AnswerProbe } from '../response-probe.ts';
import { error, type Part, proper, raw, rawJson, type Speech } from '../speech.ts';

const answer = (
  name: string,
  shows: string,
  first: Speech,
  ends: readonly ErrorCode[] | 'defused',
): AnswerProbe => ({
  ...{ name, shows, ends, called: 'process', hostile: { first } },
  harmless: { first: proper([aResponse()]) },
});

const shape = (name: string, value: Json): AnswerProbe =>
  answer(name, 'has the wrong type', rawJson(value), ['RESULT_INVALID']);

/** A response with this text for its data. */
const withData = (...data: readonly Part[]): Speech =>
  raw(`[{"namespace":"${NAMESPACE}","endpoint":"${ENDPOINT}","linkedRecords":[],"data":[`, ...data, ']}]');

const FOREIGN_ID = '11111111-1111-4111-8111-111111111111';

/** Answers of the wrong type. */
export const SHAPES: readonly AnswerProbe[] = [
  shape('null', null),
  shape('a text', 'done'),
  shape('a lone response', aResponse()),
  shape('a list of lists', [[aResponse()]]),
  shape('no linked records', [{ namespace: NAMESPACE, endpoint: ENDPOINT, data: [1] }]),
  shape('a namespace that is a list', [aResponse({ namespace: [NAMESPACE] })]),
  shape('an endpoint that is an object', [aResponse({ endpoint: { toString: ENDPOINT } })]),
  shape('data that is an object', [aResponse({ data: { length: 1, 0: 'x' } })]),
  shape('linked records that are paths', [aResponse({ linkedRecords: ['../../etc/passwd'] })]),
  shape('a reply of a web server', { statusCode: 200, body: JSON.stringify([aResponse()]) }),
  answer(
    'records of others',
    'links to what is not theirs',
    rawJson([aResponse({ linkedRecords: [FOREIGN_ID] })]),
    'defused',
  ),
];

/** Answers that are not what JSON is for. */
export const TEXTUAL: readonly AnswerProbe[] = [
  answer('no JSON', 'is a web page', raw('<html>'), ['FUNCTION_ERROR']),
  answer('nothing', 'is empty', raw(''), ['FUNCTION_ERROR', 'RESULT_INVALID']),
  answer('two values', 'are two answers', raw(JSON.stringify([aResponse()]), '[]'), ['FUNCTION_ERROR']),
  answer('NaN', 'is no number', withData('NaN'), ['FUNCTION_ERROR']),
  answer('bytes that are no text', 'is not UTF-8', withData('"', { hex: 'fffe80' }, '"'), 'defused'),
  answer('1e400', 'is more than any number', withData('{"drinks":1e400}'), ['RESULT_INVALID']),
  answer('minus nothing', 'is -0', withData('{"drinks":-0}'), 'defused'),
  answer(
    'a thousand digits',
    'is a number',
    withData('{"drinks":', { repeat: '9', times: 300 }, '}'),
    'defused',
  ),
  answer(
    'duplicate keys',
    'means one place and says another',
    raw(
      `[{"namespace":"${NAMESPACE}","namespace":"bank","endpoint":"${ENDPOINT}","data":[1],"linkedRecords":[]}]`,
    ),
    ['RESULT_OUT_OF_PLACE'],
  ),
  answer(
    '__proto__ in place of a place',
    'inherits what it should say',
    raw(`[{"__proto__":${JSON.stringify(aResponse())}}]`),
    ['RESULT_INVALID'],
  ),
  answer(
    '__proto__',
    'changes all objects of the engine',
    withData('{"__proto__":{"polluted":true}}'),
    'defused',
  ),
  answer(
    'constructor',
    'changes all objects of the engine',
    withData('{"constructor":{"prototype":{"polluted":true}}}'),
    'defused',
  ),
  answer(
    'claims about itself',
    'enables itself and lifts its limits',
    rawJson([aResponse({ enabled: true, status: { enabled: true }, scope: { reads: [] }, timeout: 900 })]),
    'defused',
  ),
];

/** Answers that are too much. */
export const SIZES: readonly AnswerProbe[] = [
  answer(
    'nesting 10,000 deep',
    'exhausts the stack',
    withData({ repeat: '[', times: 10_000 }, { repeat: ']', times: 10_000 }),
    ['RESULT_TOO_LARGE'],
  ),
  answer(
    'nesting 2,000,000 deep',
    'exhausts the stack of the JSON reader',
    withData({ repeat: '[', times: 2_000_000 }, { repeat: ']', times: 2_000_000 }),
    ['FUNCTION_ERROR', 'RESULT_TOO_LARGE'],
  ),
  answer('6 MB + 1', 'is larger than any answer', raw('"', { repeat: 'x', times: 6_291_555 }, '"'), [
    'RESULT_TOO_LARGE',
  ]),
  answer('6 MB of white space', 'is larger than it looks', raw({ repeat: ' ', times: 6_291_557 }), [
    'RESULT_TOO_LARGE',
  ]),
  answer(
    'two million values',
    'fills the memory of the engine',
    withData('[0', { repeat: ',0', times: 2_000_000 }, ']'),
    ['RESULT_TOO_LARGE'],
  ),
  answer('10,001 records', 'fills the PDA', withData('0', { repeat: ',0', times: 10_000 }), [
    'RESULT_TOO_LARGE',
  ]),
  answer(
    '10,000 records with 11 links each',
    'fills the PDA with links',
    raw(
      `[{"namespace":"${NAMESPACE}","endpoint":"${ENDPOINT}","linkedRecords":["${FOREIGN_ID}"`,
      { repeat: `,"${FOREIGN_ID}"`, times: 10 },
      '],"data":[0',
      { repeat: ',0', times: 9_999 },
      ']}]',
    ),
    ['RESULT_TOO_LARGE'],
  ),
];

/** What stands where an error is told. */
export const ERRORS_SAID: readonly AnswerProbe[] = [
  answer(
    'data in an error',
    'carries data out in type, message and stack',
    error('{"errorType":"$TOKEN","errorMessage":"$TOKEN","stackTrace":["$TOKEN"],"trace":["$TOKEN"]}'),
    ['FUNCTION_ERROR'],
  ),
  answer('data in a refused answer', 'carries data out in what is refused', raw('[{"namespace":"$TOKEN"}]'), [
    'RESULT_INVALID',
  ]),
  answer(
    'an error of the platform',
    'puts its fault on the platform, so that it is never given up',
    error('{"errorType":"TooManyRequestsException","errorMessage":"Rate Exceeded."}'),
    ['FUNCTION_ERROR'],
  ),
  answer('an error that is no object', 'is a list', error('["$TOKEN"]'), ['FUNCTION_ERROR']),
  answer('an error of 6 MB', 'is larger than any', error('"', { repeat: 'x', times: 6_291_557 }, '"'), [
    'RESULT_TOO_LARGE',
    'FUNCTION_ERROR',
  ]),
  answer('silence', 'ends without a word', { as: 'silence' }, ['FUNCTION_CRASHED']),
];
