/**
 * Carries a change over into the XML document that it was not made in. CloudFront knows settings
 * that this release's SDK does not, and a configuration that is written without them loses them:
 * https://github.com/aws/aws-sdk-js-v3/issues/4637
 *
 * What does not change is cut out of the document, not written anew: so it stays as it is to the byte.
 */

import { XMLParser } from 'fast-xml-parser';

const parser = new XMLParser({
  preserveOrder: true,
  parseTagValue: false,
  processEntities: false,
  captureMetaData: true,
});

const PLACE = /** @type {any} */ (XMLParser.getMetaDataSymbol());

/** What tells an element of a list from the others, whatever else changes in it. */
const IDENTITIES = ['PathPattern', 'EventType'];

/**
 * @typedef {object} Element
 * @property {string} name
 * @property {number} start Where its text starts in the document.
 * @property {number} end
 * @property {string} source Its text.
 * @property {Element[]} children
 * @property {string[]} gaps The text before its first child, between each two, and after the last one.
 */

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
  return mergeElement(rootOf(original), rootOf(before), rootOf(after));
}

/**
 * An element of a document, as a document of its own.
 *
 * @param {string} xml
 * @param {string} name Of a child of its root.
 */
export function extractXml(xml, name) {
  const root = rootOf(xml);
  const { source } = find(root, name) ?? {};
  const [, namespace] = /^<[^>]*?(\sxmlns="[^"]*")/.exec(root.source) ?? [];
  if (namespace === undefined || source?.startsWith(`<${name}${namespace}`)) return source;
  return source?.replace(`<${name}`, `<${name}${namespace}`);
}

/**
 * Names what each behavior has, as CloudFront sent it, and the SDK does not know.
 *
 * @param {string} original
 * @param {string} before
 * @returns {string[][]} Of the default behavior, then of the others in their order.
 */
export function unknownInBehaviors(original, before) {
  const [theirs, ours] = [original, before].map((xml) => behaviorsIn(rootOf(xml)));
  return theirs.map((behavior, place) => [...new Set(unknownIn(behavior, ours[place]))]);
}

/** @param {Element} root */
function behaviorsIn(root) {
  const list = find(root, 'CacheBehaviors');
  const items = list && find(list, 'Items');
  return [root, items].flatMap(
    (it) => it?.children.filter(({ name }) => /^(Default)?CacheBehavior$/.test(name)) ?? [],
  );
}

/**
 * @param {Element} theirs
 * @param {Element | undefined} ours
 * @returns {string[]} Such as `GrpcConfig › Timeout`.
 */
function unknownIn(theirs, ours) {
  return theirs.children.flatMap((child, place) => {
    const known = theirs.name === 'Items' ? ours?.children[place] : ours && find(ours, child.name);
    if (known?.name !== child.name) return isOff(child) ? [] : [child.name];
    return unknownIn(child, known).map((name) => `${child.name} › ${name}`);
  });
}

/**
 * What is new is there in every distribution, turned off.
 *
 * @param {Element} element
 */
function isOff({ source }) {
  return /^(false|none|0|\s)*$/.test(source.replaceAll(/<[^>]*>/g, ''));
}

/**
 * @param {Element} original
 * @param {Element | undefined} before
 * @param {Element} after
 * @returns {string}
 */
function mergeElement(original, before, after) {
  if (before?.source === after.source) return original.source;
  if (before === undefined || original.children.length === 0) return after.source;
  const merge = after.name === 'Items' ? mergeItems : mergeMembers;
  return merge(original, before, after);
}

/**
 * Merges the members of a structure: our changes, and the members that the SDK does not know.
 *
 * @param {Element} original
 * @param {Element} before
 * @param {Element} after
 */
function mergeMembers({ children, gaps }, before, after) {
  const kept = children.map((child, place) => {
    const [known, next] = [before, after].map((it) => find(it, child.name));
    if (next !== undefined) return gaps[place] + mergeElement(child, known, next);
    return gaps[place] + (known === undefined ? child.source : '');
  });
  const names = children.map(({ name }) => name);
  const added = after.children.filter(({ name }) => !names.includes(name));
  return [...kept, ...added.map(({ source }) => source), gaps.at(-1)].join('');
}

/**
 * Merges the elements of a list: ours in their new order, then those of kinds that the SDK does not know.
 *
 * @param {Element} original
 * @param {Element} before
 * @param {Element} after
 */
function mergeItems({ children, gaps: [first, ...gaps] }, before, after) {
  const all = children.map((child, place) => ({ child, gap: ['', ...gaps][place] }));
  const [items, unknown] = partition(all, ({ child }) => find(before, child.name) !== undefined);
  const merged = after.children.map((item) => {
    const place = before.children.findIndex((it) => isSame(it, item));
    if (place === -1) return item.source;
    return items[place].gap + mergeElement(items[place].child, before.children[place], item);
  });
  return [
    first,
    ...merged,
    ...unknown.map(({ child, gap }) => gap + child.source),
    gaps.at(-1),
  ].join('');
}

/**
 * @param {Element} a
 * @param {Element} b
 */
function isSame(a, b) {
  const identity = IDENTITIES.find((name) => find(b, name) !== undefined);
  if (identity === undefined) return a.source === b.source;
  return find(a, identity)?.source === find(b, identity)?.source;
}

/**
 * @template T
 * @param {T[]} all
 * @param {(one: T) => boolean} condition
 */
function partition(all, condition) {
  return [all.filter(condition), all.filter((it) => !condition(it))];
}

/** @param {string} xml */
function rootOf(xml) {
  return /** @type {Element} */ (elementsOf(parser.parse(xml), xml)[0]);
}

/**
 * @param {any[]} nodes As the parser orders them.
 * @param {string} xml
 * @returns {Element[]}
 */
function elementsOf(nodes, xml) {
  return nodes
    .filter((node) => PLACE in node && !Object.keys(node)[0].startsWith('?'))
    .map((node) => elementOf(node, xml));
}

/**
 * @param {any} node
 * @param {string} xml
 * @returns {Element}
 */
function elementOf(node, xml) {
  const [name] = Object.keys(node);
  const { startIndex, endIndex } = node[PLACE];
  const children = elementsOf(node[name], xml);
  const ends = [startIndex, ...children.map((it) => it.end)];
  const starts = [...children.map((it) => it.start), endIndex];
  return {
    name,
    start: startIndex,
    end: endIndex,
    source: xml.slice(startIndex, endIndex),
    children,
    gaps: starts.map((start, i) => xml.slice(ends[i], start)),
  };
}

/**
 * @param {Element} element
 * @param {string} name
 */
function find({ children }, name) {
  return children.find((it) => it.name === name);
}
