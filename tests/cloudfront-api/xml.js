/** The XML of CloudFront's API, to and from what its client has in place of it. */

import { XMLBuilder, XMLParser } from 'fast-xml-parser';
import { Refusal } from './validate.js';

const NAMESPACE = 'http://cloudfront.amazonaws.com/doc/2020-05-31/';

const builder = new XMLBuilder({ ignoreAttributes: false });
const parser = new XMLParser({ parseTagValue: false, trimValues: false, htmlEntities: true });

/** @param {Refusal} refusal */
export function errorXml({ code, message }) {
  const response = {
    '@_xmlns': NAMESPACE,
    Error: { Type: 'Sender', Code: code, Message: message },
    RequestId: crypto.randomUUID(),
  };
  return builder.build({ ErrorResponse: response });
}

/**
 * @param {string} tag
 * @param {unknown} schema
 * @param {unknown} value
 */
export function toXml(tag, schema, value) {
  return builder.build({ [tag]: { '@_xmlns': NAMESPACE, ...encode(schema, value) } });
}

/**
 * @param {string} tag
 * @param {unknown} schema
 * @param {string} xml
 */
export function fromXml(tag, schema, xml) {
  const node = parser.parse(xml)[tag];
  if (node !== undefined) return decode(schema, node);
  const message =
    'This operation requires a body. Ensure that the body is present and the Content-Type header is set.';
  throw new Refusal(400, 'MissingBody', message);
}

// The client has the names of all elements in its schemas, which are made from the model of the
// API: `1` is a number, `2` a boolean, an array that starts with `1` a list, with `3` a structure.
const NUMBER = 1;
const BOOLEAN = 2;
const LIST = 1;
const STRUCTURE = 3;

/**
 * @param {any} schema
 * @param {any} node What the parser read.
 * @returns {any}
 */
function decode(schema, node) {
  if (schema === NUMBER) return Number(node);
  if (schema === BOOLEAN) return node === 'true';
  if (schema[0] === STRUCTURE) return convertMembers(schema, node, decode);
  if (schema[0] !== LIST) return node;
  const { schema: item, tag } = resolve(schema[4]);
  return [node[tag] ?? []].flat().map((one) => decode(item, one));
}

/**
 * @param {any} schema
 * @param {any} value
 * @returns {any} What the builder writes.
 */
function encode(schema, value) {
  if (schema[0] === STRUCTURE) return convertMembers(schema, value, encode);
  if (schema[0] !== LIST) return value instanceof Date ? value.toISOString() : String(value);
  const { schema: item, tag } = resolve(schema[4]);
  return { [tag]: value.map((/** @type {any} */ one) => encode(item, one)) };
}

/**
 * @param {any} schema
 * @param {any} owner
 * @param {(schema: any, member: any) => any} convert
 */
function convertMembers([, , , , names, types], owner, convert) {
  const present = [...names.entries()].filter(([, name]) => owner[name] !== undefined);
  return Object.fromEntries(
    present.map(([index, name]) => [name, convert(resolve(types[index]).schema, owner[name])]),
  );
}

/**
 * A schema refers to another by itself, by a function, or by a pair with what is special here.
 *
 * @param {any} reference
 * @returns {{ schema: any, tag: string }}
 */
function resolve(reference) {
  if (typeof reference === 'function') return resolve(reference());
  if (!Array.isArray(reference) || reference.length !== 2) return { schema: reference, tag: '' };
  return { ...resolve(reference[0]), tag: reference[1].xmlName };
}
