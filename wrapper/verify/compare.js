/** In what a reply differs from the local edge's. */

/** @import { Reply } from './client.js' */
/** @import { Expected } from './reference.js' */

/**
 * @typedef {object} Difference
 * @property {string} field `status`, `body`, or the name of a header.
 * @property {string} expected What the local edge answers.
 * @property {string} came
 */

const NONE = '(none)';

/** What CloudFront and HTTP add to every answer. */
const ADDED =
  /^(age|alt-svc|connection|content-encoding|content-length|date|keep-alive|server|transfer-encoding|vary|via|x-amz-cf-.*|x-cache|x-edge-.*)$/;

/**
 * @param {Expected} expected
 * @param {Reply} reply
 * @param {string[]} names Of the headers that the API can send.
 * @returns {Difference[]}
 */
export function compare(expected, reply, names) {
  return [
    ...difference('status', String(expected.status), String(reply.status)),
    ...names
      .filter((name) => !expected.open.includes(name))
      .flatMap((name) => header(name, expected.headers[name], reply.headers[name])),
    ...body(expected, reply),
  ];
}

/**
 * The headers that neither the API nor CloudFront by itself sends.
 *
 * @param {Reply} reply
 * @param {string[]} names
 */
export function foreignHeaders({ headers }, names) {
  return Object.keys(headers).filter((name) => !names.includes(name) && !ADDED.test(name));
}

/**
 * @param {string} name
 * @param {string} [expected]
 * @param {string} [came]
 */
function header(name, expected, came) {
  if (name !== 'vary') return difference(name, expected, came);
  // CloudFront adds Accept-Encoding, as it compresses.
  const [wanted, listed] = [expected, came].map(listOf);
  return wanted.every((it) => listed.includes(it)) ? [] : difference(name, expected, came);
}

/** @param {string} [value] */
function listOf(value = '') {
  return value
    .toLowerCase()
    .split(/\s*,\s*/)
    .filter(Boolean);
}

/**
 * @param {Expected} expected
 * @param {Reply} reply
 */
function body(expected, reply) {
  return expected.body === undefined ? [] : difference('body', expected.body, reply.body);
}

/**
 * @param {string} field
 * @param {string} [expected]
 * @param {string} [came]
 * @returns {Difference[]}
 */
function difference(field, expected = NONE, came = NONE) {
  return expected === came ? [] : [{ field, expected: expected || NONE, came: came || NONE }];
}
