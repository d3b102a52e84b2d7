/** Every fault, and what is expected of the function when it meets it. */

import { first } from './server.js';
import { messageOf } from './wire.js';

/** @typedef {import('./server.js').FaultServer} FaultServer */

/**
 * How a fault looks from the client:
 * - `retried`: fails at once, and may pass;
 * - `disconnected`: loses the connection at once, which says nothing of the Region the first time;
 * - `final`: fails at once, and will again;
 * - `hanging`: nothing ever comes;
 * - `late`: the answer comes after another attempt was begun;
 * - `lateFinal`: so does a failure that will be the same again;
 * - `harmless`: no failure has to show, though one may.
 *
 * @typedef {'retried' | 'disconnected' | 'final' | 'hanging' | 'late' | 'lateFinal' |
 *   'harmless'} Kind
 */

/**
 * @typedef {object} Row A fault.
 * @property {string} name What DynamoDB does.
 * @property {Kind} kind
 * @property {string} [error] What the log calls it.
 * @property {boolean} [traced] Whether DynamoDB said which request it was.
 * @property {string} [says] What DynamoDB says of it.
 * @property {boolean} [lasts] Whether it cannot be had for one request only.
 * @property {(server: FaultServer, count?: number) => void | Promise<void>} start Makes the server
 *   misbehave for so many requests, by default for ever.
 */

/** @type {Row[]} */
export const ROWS = [
  ...errors('retried', [
    ['provisionedThroughputExceeded', 'ProvisionedThroughputExceededException'],
    ['requestLimitExceeded', 'RequestLimitExceeded'],
    ['throttling', 'ThrottlingException'],
    ['internalServerError', 'InternalServerError'],
    ['serviceUnavailable', 'ServiceUnavailable'],
  ]),
  row('is replaced by an HTML page of status 503', 'retried', 'page', 'Http503', true),
  ...errors('final', [
    ['accessDenied', 'AccessDeniedException'],
    ['resourceNotFound', 'ResourceNotFoundException'],
    ['validation', 'ValidationException'],
  ]),
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
  row('sends garbage, and no checksum', 'retried', 'garbage', 'NotJson', true),
  row('never stops sending', 'final', 'endless', 'ResponseTooLarge'),
  row('denies access after more than a third of the deadline', 'lateFinal', 'denyLate'),
  {
    name: 'accepts connections and nothing else',
    kind: 'hanging',
    error: 'TimeoutError',
    start: (server, count) => server.silence(count),
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
  // One that another attempt overtakes has not failed: it was not waited for.
  hanging: {
    once: { status: '200', attempts: [2, 2], winner: 0, failed: [] },
    one: { status: '503', attempts: [3, 4] },
    first: { status: '200', attempts: [2, 2], winner: 1, failed: [] },
    both: { status: '503', attempts: [3, 4] },
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
 * @param {import('./faults.js').Fault} fault
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
 * @param {[fault: import('./faults.js').Fault, name: string][]} names
 */
function errors(kind, names) {
  return names.map(([fault, name]) => ({
    ...row(`answers ${name}`, kind, fault, name, true),
    says: messageOf(name),
  }));
}
