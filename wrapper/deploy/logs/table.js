/** The log groups as a table. */

import { columns } from '../columns.js';
import { showDays } from './retention.js';

const HEAD = ['REGION', 'LOG GROUP', 'SIZE', 'RETENTION'];
const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'];

/** @param {import('./groups.js').Group[]} groups */
export function showGroups(groups) {
  const rows = groups.map(({ region, name, bytes, days, policy }) => [
    region,
    name,
    showSize(bytes),
    policy === undefined ? showDays(days) : `${showDays(days)}, by the account's policy ${policy}`,
  ]);
  return columns([HEAD, ...rows]);
}

/** @param {number} bytes */
function showSize(bytes) {
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), UNITS.length - 1);
  const size = bytes / 1000 ** power;
  return `${size.toFixed(power === 0 ? 0 : 1)} ${UNITS[power]}`;
}
