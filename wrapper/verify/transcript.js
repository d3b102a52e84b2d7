/** How checks are printed. What came from the network is made harmless. */

import { styleText } from 'node:util';
import { printable } from '../deploy/logs/printable.js';

/** @import { Check } from './check.js' */

const MARKS = { right: '✓', wrong: '✗', open: '–' };

/** @type {Record<Check['outcome'], Parameters<typeof styleText>[0]>} */
const STYLES = { right: 'green', wrong: 'red', open: 'yellow' };

/** The longest text to print of what came. */
const LIMIT = 160;

/**
 * @param {Check} check
 * @returns {string} One line.
 */
export function showCheck({ title, request, outcome, said }) {
  const mark = styleText(STYLES[outcome], MARKS[outcome], { stream: process.stdout });
  const parts = [title, request, said].filter((it) => it !== undefined);
  return `  ${mark} ${parts.map(shown).join(' · ')}`;
}

/**
 * What differs from the local edge, in lines; none if nothing does. What probably has one cause stands
 * together.
 *
 * @param {Check[]} checks
 * @returns {string[]}
 */
export function showDifferences(checks) {
  const differing = checks.filter(({ differences }) => differences !== undefined);
  const byCause = Map.groupBy(differing, ({ cause }) => cause);
  return Array.from(byCause, ([cause, these]) => [
    ...these.flatMap(({ title, request = '', differences = [] }) => [
      `  ${shown(title)} · ${shown(request)}`,
      ...differences.map(
        ({ field, expected, came }) =>
          `    ${shown(field)}: local ${shown(expected)} → deployed ${shown(came)}`,
      ),
    ]),
    ...(cause === undefined ? [] : [`  Perhaps ${cause}.`]),
  ]).flat();
}

/** @param {Check[]} checks */
export function summary(checks) {
  const count = (/** @type {Check['outcome']} */ outcome) =>
    checks.filter((it) => it.outcome === outcome).length;
  const open = count('open') === 0 ? '' : `, ${count('open')} not checked`;
  return `${count('right')} right, ${count('wrong')} wrong${open}.`;
}

/** @param {string} text */
export function shown(text) {
  const safe = printable(text);
  return safe.length <= LIMIT ? safe : `${safe.slice(0, LIMIT)}…`;
}
