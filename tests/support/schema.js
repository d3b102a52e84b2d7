/** `api.schema.json`, and a validator for it that knows nothing of the core. */

import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';

/** @type {any} */
export const SCHEMA = JSON.parse(
  readFileSync(new URL('../../api.schema.json', import.meta.url), 'utf8'),
);

const validate = new Ajv2020({
  strict: true,
  allowUnionTypes: true,
  // These hold for schemas of which no part leaves anything to the others.
  strictRequired: false,
  strictTuples: false,
  strictTypes: false,
}).compile(SCHEMA);

/**
 * What the schema says of a document; nothing if it is right.
 *
 * @param {unknown} document
 */
export function schemaErrors(document) {
  return validate(document) ? [] : (validate.errors ?? []);
}
