/** The JSON Schema of bodies. */

/** @import { Description, Route } from '../api/load.js' */

/** @typedef {Extract<Route['found'], { kind: 'fields' }>} Listed */
/** @typedef {Listed['fields'][number]} Field */
/** @typedef {Record<string, unknown>} Schema */

/**
 * What a found item is answered with.
 *
 * @param {Exclude<Route['found'], { kind: 'redirect' }>} found
 * @param {Description['envelope']} envelope
 * @returns {Schema}
 */
export function foundSchema(found, envelope) {
  const members = found.kind === 'item' ? { type: 'object' } : listedSchema(found);
  if (found.wrap !== undefined) return enveloped(objectOf([[found.wrap, members]]), envelope);
  return enveloped(members, envelope);
}

/**
 * What a refusal is answered with.
 *
 * @param {Description['envelope']} envelope
 * @returns {Schema}
 */
export function refusalSchema(envelope) {
  const text = { type: 'string' };
  if (envelope === 'none') return objectOf([['error', text]]);
  return objectOf([
    ['success', { const: false }],
    ['message', text],
  ]);
}

/**
 * @param {Schema} schema
 * @param {Description['envelope']} envelope
 * @returns {Schema}
 */
function enveloped(schema, envelope) {
  if (envelope === 'none') return schema;
  return { allOf: [objectOf([['success', { const: true }]]), schema] };
}

/**
 * One object, or one for each case and one for items to which none applies.
 *
 * @param {Listed} found
 * @returns {Schema}
 */
function listedSchema({ fields, cases }) {
  if (cases.length === 0) return fieldsSchema(fields);
  const variants = cases.map((it) =>
    fieldsSchema([...fields, ...it.fields].map((field) => told(field, it))),
  );
  return { anyOf: [...variants, fieldsSchema(fields)] };
}

/**
 * A field that shows the attribute of a case has its text.
 *
 * @param {Field & { const?: string }} field
 * @param {Listed['cases'][number]} applied
 * @returns {Field & { const?: string }}
 */
function told(field, { attribute, equals }) {
  const [shown, ...inside] = field.attribute;
  const isText = field.type === 'string' || field.type === 'any';
  const tells = isText && shown === attribute && inside.length === 0;
  return tells ? { ...field, optional: false, const: equals } : field;
}

/**
 * @param {(Field & { const?: string })[]} fields
 * @returns {Schema}
 */
function fieldsSchema(fields) {
  return objectOf(
    fields.map((field) => [field.name, fieldSchema(field)]),
    fields.filter(({ optional }) => !optional).map(({ name }) => name),
  );
}

/**
 * @param {Field & { const?: string }} field
 * @returns {Schema}
 */
function fieldSchema({ type, default: fallback, const: text }) {
  if (text !== undefined) return { const: text };
  if (type === 'any') return {};
  return { type: fallback === null ? [type, 'null'] : type };
}

/**
 * @param {[name: string, schema: Schema][]} members
 * @param {string[]} [required] Default: all of them.
 * @returns {Schema}
 */
function objectOf(members, required = members.map(([name]) => name)) {
  return {
    type: 'object',
    properties: Object.fromEntries(members),
    ...(required.length > 0 && { required }),
  };
}
