/**
 * Carries a change over into the XML document that it was not made in. CloudFront knows settings
 * that this release's SDK does not, and a configuration that is written without them loses them:
 * https://github.com/aws/aws-sdk-js-v3/issues/4637
 */

import { isDeepStrictEqual } from 'node:util';
import { XMLBuilder, XMLParser } from 'fast-xml-parser';

/** Text stays as it stands, escapes and white space too: what goes in comes out. */
const VERBATIM = {
  preserveOrder: true,
  ignoreAttributes: false,
  processEntities: false,
  suppressEmptyNode: false,
  parseTagValue: false,
  trimValues: false,
};

const parser = new XMLParser(VERBATIM);
const builder = new XMLBuilder(VERBATIM);

/** Where the parser puts an element's attributes. */
const ATTRIBUTES = ':@';

/** What tells an element of a list from the others, whatever else changes in it. */
const IDENTITIES = ['PathPattern', 'EventType'];

/** @typedef {Record<string, any>} Node An element or a text, as the parser orders them. */

/**
 * Makes the change that leads from one document to another in a third one, of which the first is
 * what the SDK understood.
 *
 * @param {string} original What CloudFront sent.
 * @param {string} before The same, as the SDK writes it.
 * @param {string} after What the SDK would write.
 * @returns {string}
 */
export function mergeXml(original, before, after) {
  const [theirs, from, to] = [original, before, after].map(rootOf);
  return builder.build([mergeElement(theirs, from, to)]);
}

/**
 * An element of a document, as a document of its own.
 *
 * @param {string} xml
 * @param {string} name Of a child of its root.
 */
export function extractXml(xml, name) {
  const root = rootOf(xml);
  const element = find(root, name);
  // The root has the namespace.
  return element && builder.build([{ ...element, [ATTRIBUTES]: root[ATTRIBUTES] }]);
}

/**
 * The names of the elements that a document has and the SDK does not know, with where they are.
 *
 * @param {string} original
 * @param {string} before
 * @returns {string[]} Such as `Origins › Origin › OriginHttpVersion`.
 */
export function unknownElements(original, before) {
  const [theirs, ours] = [original, before].map(rootOf);
  return [...new Set(unknownIn(theirs, ours, []))];
}

/**
 * @param {Node} original
 * @param {Node | undefined} before
 * @param {Node} after
 * @returns {Node}
 */
function mergeElement(original, before, after) {
  if (before === undefined || isDeepStrictEqual(before, after)) return original;
  const name = nameOf(after);
  if (elementsOf(after).length === 0 && elementsOf(original).length === 0) return after;
  const merge = name === 'Items' ? mergeItems : mergeMembers;
  return { ...original, [name]: merge(original, before, after) };
}

/**
 * The members of a structure: of ours what changed, of theirs what we know nothing of.
 *
 * @param {Node} original
 * @param {Node} before
 * @param {Node} after
 */
function mergeMembers(original, before, after) {
  const kept = original[nameOf(original)].flatMap((/** @type {Node} */ child) => {
    const name = nameOf(child);
    const next = find(after, name);
    if (next !== undefined) return [mergeElement(child, find(before, name), next)];
    return find(before, name) === undefined ? [child] : [];
  });
  const added = elementsOf(after).filter((it) => find(original, nameOf(it)) === undefined);
  return [...kept, ...added];
}

/**
 * The elements of a list, in their new order.
 *
 * @param {Node} original
 * @param {Node} before
 * @param {Node} after
 */
function mergeItems(original, before, after) {
  const [theirs, known] = [original, before].map(elementsOf);
  return elementsOf(after).map((item) => {
    const place = known.findIndex((it) => isSame(it, item));
    return place === -1 ? item : mergeElement(theirs[place], known[place], item);
  });
}

/**
 * @param {Node} a
 * @param {Node} b
 */
function isSame(a, b) {
  const identity = IDENTITIES.find((name) => find(b, name) !== undefined);
  return identity === undefined
    ? isDeepStrictEqual(a, b)
    : isDeepStrictEqual(find(a, identity), find(b, identity));
}

/**
 * @param {Node} theirs
 * @param {Node} ours
 * @param {string[]} path
 * @returns {string[]}
 */
function unknownIn(theirs, ours, path) {
  const known = elementsOf(ours);
  return elementsOf(theirs).flatMap((child, place) => {
    const name = nameOf(child);
    const counterpart = nameOf(theirs) === 'Items' ? known[place] : find(ours, name);
    const here = name === 'Items' ? path : [...path, name];
    return counterpart === undefined ? [here.join(' › ')] : unknownIn(child, counterpart, here);
  });
}

/** @param {string} xml */
function rootOf(xml) {
  const nodes = /** @type {Node[]} */ (parser.parse(xml));
  return /** @type {Node} */ (nodes.find((it) => isElement(it) && !nameOf(it).startsWith('?')));
}

/** @param {Node} element */
function elementsOf(element) {
  return /** @type {Node[]} */ (element[nameOf(element)]).filter(isElement);
}

/** @param {Node} node */
function isElement(node) {
  return nameOf(node) !== '#text';
}

/**
 * @param {Node} element
 * @param {string} name
 */
function find(element, name) {
  return elementsOf(element).find((it) => nameOf(it) === name);
}

/** @param {Node} node */
function nameOf(node) {
  return /** @type {string} */ (Object.keys(node).find((key) => key !== ATTRIBUTES));
}
