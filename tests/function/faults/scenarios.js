/** Every fault, and what is expected of the function when it meets it. */

import { CLOCK_SKEW, THROTTLING, TRANSIENT, TRANSIENT_STATUSES } from '../sdk-lists.js';
import { failing, page } from './faults.js';
import { first } from './server.js';

const SIGNATURE = 'InvalidSignatureException';

/** @typedef {import('./server.js').FaultServer} FaultServer */
/** @typedef {import('./faults.js').Fault} Fault */
/** @typedef {import('./faults.js').Misbehave} Misbehave */

/**
 * How a fault looks from the client:
 * - `retried`: fails at once, and may pass;
 * - `disconnected`: loses the connection at once, which says nothing of the Region the first time;
 * - `final`: fails at once, and will again;
 * - `suspected`: so, unless the fault is ours and gone by the next attempt;
 * - `skewed`: the clock is wrong, which is found out once;
 * - `hanging`: nothing ever comes;
 * - `forgotten`: nothing comes over the connections that there are;
 * - `late`: the answer comes after another attempt was begun;
 * - `lateFinal`: so does a failure that will be the same again;
 * - `harmless`: no failure has to show, though one may.
 *
 * @typedef {'retried' | 'disconnected' | 'final' | 'suspected' | 'skewed' | 'hanging' | 'forgotten' |
 *   'late' | 'lateFinal' | 'harmless'} Kind
 */

/**
 * @typedef {object} Row A fault.
 * @property {string} name What DynamoDB does.
 * @property {Kind} kind
 * @property {string} [error] What the log calls it.
 * @property {boolean} [traced] Whether DynamoDB said which request it was.
 * @property {number} [pooled] How many connections to each Region there have to be before.
 * @property {boolean} [lasts] Whether it cannot be had for one request only.
 * @property {(server: FaultServer, count?: number) => void | Promise<void>} start Makes the server
 *   misbehave for so many requests, by default for ever.
 */

/** What the SDK has lists for. Names that are not DynamoDB's come from proxies and other services. */
const CLASSIFIED = [
  ...THROTTLING.map((name) => error('retried', 400, name)),
  ...TRANSIENT.map((name) => error('retried', 400, name)),
  ...CLOCK_SKEW.map((name) => error('suspected', 400, name)),
  ...[...TRANSIENT_STATUSES, 429, 501, 505].map((status) => pageOf('retried', status)),
  ...[403, 404, 413].map((status) => pageOf('final', status)),
];

/** @type {Row[]} */
export const ROWS = [
  ...CLASSIFIED,
  row('answers InternalServerError', 'retried', 'internalServerError', 'InternalServerError', true),
  row('answers ServiceUnavailable', 'retried', 'serviceUnavailable', 'ServiceUnavailable', true),
  row(
    'answers RequestTimeout of 408',
    'retried',
    'requestTimeout',
    'RequestTimeoutException',
    true,
  ),
  row('answers 429', 'retried', 'tooManyRequests', 'TooManyRequestsException', true),
  row('answers AccessDenied', 'final', 'accessDenied', 'AccessDeniedException', true),
  row('answers ResourceNotFound', 'final', 'resourceNotFound', 'ResourceNotFoundException', true),
  row('answers Validation', 'final', 'validation', 'ValidationException', true),
  row('answers an error without a type', 'final', 'withoutType', 'Http400', true),
  row(
    'refuses the credentials',
    'suspected',
    'unrecognizedClient',
    'UnrecognizedClientException',
    true,
  ),
  row(
    'says that the credentials expired',
    'suspected',
    'expiredToken',
    'ExpiredTokenException',
    true,
  ),
  row('says that the signature expired', 'disconnected', 'signatureExpired', SIGNATURE, true),
  row(
    'says that the signature is not yet current',
    'suspected',
    'signatureNotYetCurrent',
    SIGNATURE,
    true,
  ),
  ...[10, -10].map((minutes) => skewed(minutes)),
  row('sends an error with status 200', 'retried', 'errorOfStatus200', 'InternalServerError', true),
  row('sends half of an item as a whole', 'retried', 'cut', 'InvalidResponse', true),
  {
    name: 'refuses connections',
    kind: 'retried',
    error: 'ECONNREFUSED',
    lasts: true,
    start: (server) => server.refuse(),
  },
  row('resets the connection before it answers', 'disconnected', 'reset', 'ECONNRESET'),
  row('resets the connection amid the body', 'disconnected', 'resetMidBody', 'ECONNRESET'),
  row('closes the connection amid the body', 'disconnected', 'truncate', 'ECONNRESET'),
  row('damages the body, so that the checksum differs', 'retried', 'damage', 'CrcMismatch', true),
  row('sends garbage, and a wrong checksum', 'retried', 'garbageWithChecksum', 'CrcMismatch', true),
  row('sends garbage, and no checksum', 'retried', 'garbage', 'InvalidResponse', true),
  row('never stops sending', 'final', 'endless', 'ResponseTooLarge'),
  row('denies access after more than a third of the deadline', 'lateFinal', 'denyLate'),
  {
    name: 'accepts connections and nothing else',
    kind: 'hanging',
    error: 'TimeoutError',
    start: (server, count) => server.silence(count),
  },
  {
    name: 'has forgotten three pooled connections',
    kind: 'forgotten',
    error: 'TimeoutError',
    pooled: 3,
    lasts: true,
    start: (server) => server.freeze(),
  },
  row('never answers', 'hanging', 'hang', 'TimeoutError'),
  row('never ends the body', 'hanging', 'hangMidBody', 'TimeoutError'),
  row('answers after more than a third of the deadline', 'late', 'late'),
  row('answers slowly', 'harmless', 'slow'),
  row('closes the connection after each answer', 'harmless', 'closeAfter'),
  row('has closed the idle connection', 'harmless', 'stale', 'ECONNRESET'),
];

/** Where the fault is, and for how long. */
export const PLACES = /** @type {const} */ ({
  once: { title: 'one Region, once', regions: 1, faulty: 1, count: 1 },
  one: { title: 'one Region, lasting', regions: 1, faulty: 1, count: undefined },
  first: { title: 'two Regions, the first', regions: 2, faulty: 1, count: undefined },
  both: { title: 'two Regions, both', regions: 2, faulty: 2, count: undefined },
});

/** @typedef {keyof typeof PLACES} Place */

/**
 * The places that a fault can be in.
 *
 * @param {Row} row
 */
export function placesOf({ lasts }) {
  const places = /** @type {Place[]} */ (Object.keys(PLACES));
  return places.filter((place) => !(lasts && place === 'once'));
}

/**
 * @typedef {object} Expected
 * @property {string} status
 * @property {[least: number, most: number]} attempts
 * @property {number} [winner] The Region that answered, where it is certain.
 * @property {number[]} [failed] The Regions of the failures, where they are certain.
 */

/** How many requests a handler has answered well before it meets a fault: a cold and a warm one. */
export const BEFORE = [0, 9];

/**
 * Nothing waits between attempts here, so that those of one place follow from the kind alone.
 *
 * @type {Record<Kind, Record<Place, Expected>>}
 */
export const EXPECTED = {
  retried: {
    once: { status: '200', attempts: [2, 2], winner: 0, failed: [0] },
    one: { status: '503', attempts: [4, 4], failed: [0, 0, 0, 0] },
    first: { status: '200', attempts: [2, 2], winner: 1, failed: [0] },
    both: { status: '503', attempts: [4, 4], failed: [0, 1, 0, 1] },
  },
  final: {
    once: { status: '503', attempts: [1, 1], failed: [0] },
    one: { status: '503', attempts: [1, 1], failed: [0] },
    first: { status: '200', attempts: [2, 2], winner: 1, failed: [0] },
    both: { status: '503', attempts: [2, 2], failed: [0, 1] },
  },
  disconnected: {
    once: { status: '200', attempts: [2, 2], winner: 0, failed: [0] },
    one: { status: '503', attempts: [4, 4], failed: [0, 0, 0, 0] },
    first: { status: '200', attempts: [3, 3], winner: 1, failed: [0, 0] },
    both: { status: '503', attempts: [4, 4], failed: [0, 0, 1, 1] },
  },
  suspected: {
    once: { status: '200', attempts: [2, 2], winner: 0, failed: [0] },
    one: { status: '503', attempts: [2, 2], failed: [0, 0] },
    first: { status: '200', attempts: [3, 3], winner: 1, failed: [0, 0] },
    both: { status: '503', attempts: [4, 4], failed: [0, 0, 1, 1] },
  },
  skewed: {
    once: { status: '200', attempts: [2, 2], winner: 0, failed: [0] },
    one: { status: '200', attempts: [2, 2], winner: 0, failed: [0] },
    first: { status: '200', attempts: [2, 2], winner: 0, failed: [0] },
    both: { status: '200', attempts: [2, 2], winner: 0, failed: [0] },
  },
  // One that another attempt overtakes has not failed: it was not waited for.
  hanging: {
    once: { status: '200', attempts: [2, 2], winner: 0, failed: [] },
    one: { status: '503', attempts: [3, 4] },
    first: { status: '200', attempts: [2, 2], winner: 1, failed: [] },
    both: { status: '503', attempts: [3, 4] },
  },
  forgotten: {
    once: { status: '200', attempts: [2, 2], winner: 0, failed: [] },
    one: { status: '200', attempts: [2, 2], winner: 0, failed: [] },
    first: { status: '200', attempts: [2, 2], winner: 1, failed: [] },
    both: { status: '200', attempts: [2, 2], winner: 1, failed: [] },
  },
  late: {
    once: { status: '200', attempts: [2, 2], winner: 0, failed: [] },
    one: { status: '200', attempts: [2, 3], winner: 0, failed: [] },
    first: { status: '200', attempts: [2, 2], winner: 1, failed: [] },
    both: { status: '200', attempts: [3, 4], winner: 0, failed: [] },
  },
  lateFinal: {
    once: { status: '200', attempts: [2, 2], winner: 0, failed: [] },
    one: { status: '503', attempts: [2, 3] },
    first: { status: '200', attempts: [2, 2], winner: 1, failed: [] },
    both: { status: '503', attempts: [3, 4] },
  },
  harmless: {
    once: { status: '200', attempts: [1, 2] },
    one: { status: '200', attempts: [1, 2] },
    first: { status: '200', attempts: [1, 2] },
    both: { status: '200', attempts: [1, 3] },
  },
};

/**
 * @param {string} name
 * @param {Kind} kind
 * @param {Fault | Misbehave} fault
 * @param {string} [error]
 * @param {boolean} [traced]
 * @returns {Row}
 */
function row(name, kind, fault, error, traced) {
  return {
    name,
    kind,
    error,
    traced,
    start: (server, count) => server.follow(first(fault, count)),
  };
}

/**
 * @param {Kind} kind
 * @param {number} status
 * @param {string} name
 */
function error(kind, status, name) {
  return row(`answers ${status} ${name}`, kind, failing(status, name), name, true);
}

/**
 * @param {Kind} kind
 * @param {number} status
 */
function pageOf(kind, status) {
  return row(
    `is replaced by a page of status ${status}`,
    kind,
    page(status),
    `Http${status}`,
    true,
  );
}

/**
 * @param {number} minutes
 * @returns {Row}
 */
function skewed(minutes) {
  return {
    name: `has a clock that is ${Math.abs(minutes)} minutes ${minutes > 0 ? 'ahead' : 'behind'}`,
    kind: 'skewed',
    error: SIGNATURE,
    traced: true,
    lasts: true,
    start: (server) => server.skew(minutes * 60_000),
  };
}
