/** Which requests are listed. What can be chosen is what has been seen. */

/** @import { Exchange } from '../../emulator/exchange.js' */

import { byId, element } from '../../browser/page/dom.js';

/** @param {() => void} onChange */
export function createFilter(onChange) {
  const where = /** @type {HTMLSelectElement} */ (byId('where'));
  const status = /** @type {HTMLSelectElement} */ (byId('status'));
  for (const select of [where, status]) select.addEventListener('change', onChange);
  return {
    /** @param {Exchange} exchange */
    learn(exchange) {
      for (const [group, value] of placesOf(exchange)) offer(where, group, value);
      for (const [group, value] of statusesOf(exchange)) offer(status, group, value);
    },
    /** @param {Exchange} exchange */
    lets(exchange) {
      return (
        (!where.value || placesOf(exchange).some(([, value]) => value === where.value)) &&
        (!status.value || statusesOf(exchange).some(([, value]) => value === status.value))
      );
    },
  };
}

/**
 * @param {Exchange} exchange
 * @returns {[group: string, value: string][]}
 */
function placesOf({ behavior, route }) {
  /** @type {[string, string][]} */
  const places = [['Cache behavior', behavior]];
  return route === undefined ? places : [...places, ['Route', route]];
}

/**
 * @param {Exchange} exchange
 * @returns {[group: string, value: string][]}
 */
function statusesOf({ response: { status } }) {
  return [
    ['Class', `${Math.floor(status / 100)}xx`],
    ['Status', String(status)],
  ];
}

/**
 * @param {HTMLSelectElement} select
 * @param {string} group
 * @param {string} value
 */
function offer(select, group, value) {
  const groups = [...select.querySelectorAll('optgroup')];
  let found = groups.find(({ label }) => label === group);
  if (!found) {
    found = element('optgroup', { label: group });
    select.append(found);
  }
  const options = [...found.children].map((child) => /** @type {HTMLOptionElement} */ (child));
  if (options.some((option) => option.value === value)) return;
  const next = options.find((option) => option.value > value);
  found.insertBefore(element('option', { value }, value), next ?? null);
}
