/** What a change comes to, line by line. */

import { styleText } from 'node:util';
import { structuredPatch } from 'diff';
import { stringify } from 'yaml';

/** @type {Record<string, Parameters<typeof styleText>[0]>} */
const STYLES = { '+': 'green', '-': 'red' };

const YAML = { lineWidth: 0, aliasDuplicateObjects: false };

/**
 * The difference between two texts, or between two values as YAML; empty if there is none. In
 * colour where standard output shows it.
 *
 * @param {unknown} before
 * @param {unknown} after
 */
export function diff(before, after) {
  const { hunks } = structuredPatch('', '', text(before), text(after), '', '', { context: 3 });
  const lines = hunks.flatMap(({ lines }, index) => (index === 0 ? lines : ['  …', ...lines]));
  return lines
    .filter((line) => !line.startsWith('\\'))
    .map((line) => `  ${style(line)}\n`)
    .join('');
}

/** @param {unknown} value */
function text(value) {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : stringify(value, YAML);
}

/** @param {string} line */
function style(line) {
  const format = STYLES[line[0]];
  return format === undefined ? line : styleText(format, line, { stream: process.stdout });
}
