// Plain JavaScript: on Node 20 a worker thread cannot start from TypeScript.
import { parentPort } from 'node:worker_threads';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';

/** How a schema declares that a text may hold URLs or markup: as free text, or as a link. */
const FREE_TEXT_TYPES = ['text/plain', 'text/html'];
const LINK = 'shownAsLink';

/** Compiled schemas by their text. */
const compiled = new Map();
/** Told where the record being checked may hold anything. */
let note = () => undefined;

function compile(schema) {
  const text = JSON.stringify(schema);
  const known = compiled.get(text);
  if (known) return known;
  const ajv = new Ajv({ strict: false, validateFormats: true, allErrors: false });
  addFormats.default(ajv);
  noteDeclarations(ajv);
  const validate = ajv.compile(schema);
  compiled.set(text, validate);
  return validate;
}

/** While ajv walks a record it also notes where the schema declares free texts and links. */
function noteDeclarations(ajv) {
  ajv.removeKeyword('contentMediaType');
  for (const keyword of ['contentMediaType', LINK]) {
    ajv.addKeyword({
      keyword,
      validate: (value, _data, _schema, at) => {
        if (keyword === LINK || FREE_TEXT_TYPES.includes(value)) note(at.instancePath);
        return true;
      },
    });
  }
}

/**
 * @param {import('./output-schemas.ts').CheckRequest} request
 * @returns {import('../../core/ports.ts').SchemaVerdict}
 */
function check({ schema, records }) {
  const validate = compile(schema);
  const freeTexts = new Set();
  const valid = records.every((record, index) => {
    note = (pointer) => freeTexts.add(`/${index}${pointer}`);
    return validate(record) === true;
  });
  return { valid, freeTexts };
}

parentPort.on('message', (request) => parentPort.postMessage(check(request)));
parentPort.postMessage('ready');
