/** Whether the tests that take long and seldom fail run too: with `npm run test:full`. */

export const FULL = process.env.EDGE_LOOKUP_TEST_FULL === '1';

/** The reason for which others are skipped; nothing if they run. */
export const ONLY_FULL = FULL ? false : 'runs with npm run test:full';
