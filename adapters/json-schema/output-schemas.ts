import { Ajv, type AnySchema, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { Json } from '../../core/model/json.ts';
import type { OutputSchemas } from '../../core/ports.ts';

/** How a schema declares that a text may hold URLs or markup: as free text, or as a link. */
const FREE_TEXT_TYPES = ['text/plain', 'text/html'];
const LINK_FORMATS = ['uri', 'iri', 'uri-reference', 'iri-reference'];
const LINK = 'shownAsLink';

/** Judges records with ajv; compiled schemas are kept by their text. */
export class AjvOutputSchemas implements OutputSchemas {
  readonly #compiled = new Map<string, ValidateFunction>();
  /** Told where the record being checked may hold anything. */
  #note: (pointer: string) => void = () => undefined;

  check(schema: Json, records: readonly Json[]) {
    const validate = this.#compile(schema);
    const freeTexts = new Set<string>();
    const valid = records.every((record, index) => {
      this.#note = (pointer) => freeTexts.add(`/${index}${pointer}`);
      return validate(record) === true;
    });
    return { valid, freeTexts };
  }

  #compile(schema: Json): ValidateFunction {
    const text = JSON.stringify(schema);
    const known = this.#compiled.get(text);
    if (known) return known;
    const ajv = new Ajv({ strict: false, validateFormats: true, allErrors: false });
    addFormats.default(ajv);
    this.#noteDeclarations(ajv);
    const compiled = ajv.compile(withMarkedLinks(text));
    this.#compiled.set(text, compiled);
    return compiled;
  }

  /** While ajv walks a record it also notes where the schema declares free texts and links. */
  #noteDeclarations(ajv: Ajv): void {
    ajv.removeKeyword('contentMediaType');
    for (const keyword of ['contentMediaType', LINK]) {
      ajv.addKeyword({
        keyword,
        validate: (
          value: unknown,
          _data: unknown,
          _schema: unknown,
          at?: { readonly instancePath: string },
        ) => {
          if (at && (keyword === LINK || FREE_TEXT_TYPES.includes(String(value))))
            this.#note(at.instancePath);
          return true;
        },
      });
    }
  }
}

/** ajv's own `format` does not tell where it was met, so links get a keyword beside it. */
function withMarkedLinks(schema: string): AnySchema {
  return JSON.parse(schema, (_key, value) =>
    LINK_FORMATS.includes(value?.format) ? { ...value, [LINK]: true } : value,
  );
}
