/** What goes wrong during the soak: mostly nothing, then everything in turn. */

/** @typedef {import('../function/faults/faults.js').Fault} Fault */

/** @type {Fault[]} */
const QUICK = [
  'internalServerError',
  'reset',
  'throttling',
  'damage',
  'signatureExpired',
  'cut',
  'closeAfter',
  'truncate',
  'slow',
  'serviceUnavailable',
  'resetMidBody',
  'accessDenied',
  'stale',
  'garbageWithChecksum',
  'tooManyRequests',
  'garbage',
];

/** @type {Fault[]} */
const HANGING = ['hang', 'hangMidBody', 'late'];

/**
 * Every so many requests. Primes, so that the faults meet in every order.
 *
 * @param {number} quick
 * @param {number} hanging
 * @returns {import('../function/faults/server.js').Plan}
 */
export function mixed(quick, hanging) {
  return (request) => {
    if (request % hanging === 0) return HANGING[(request / hanging) % HANGING.length];
    if (request % quick === 0) return QUICK[(request / quick) % QUICK.length];
    return undefined;
  };
}
