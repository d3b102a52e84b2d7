/** What a change comes to, line by line. */

import { styleText } from 'node:util';
import { structuredPatch } from 'diff';
import { stringify } from 'yaml';

const YAML = { lineWidth: 0, aliasDuplicateObjects: false };

/** How many lines around a change are shown. */
const CONTEXT = 2;

/** @type {Record<string, Parameters<typeof styleText>[0]>} */
const STYLES = { '+': 'green', '-': 'red', '@': 'cyan' };

/**
 * The difference between two values, as YAML; empty if there is none. Each part says where in the
 * whole it is. In colour where standard output shows it.
 *
 * @param {unknown} before
 * @param {unknown} after
 */
export function diff(before, after) {
  const [old, young] = [before, after].map((value) =>
    value === undefined ? '' : stringify(value, YAML),
  );
  const { hunks } = structuredPatch('', '', old, young, '', '', { context: CONTEXT });
  const lines = hunks.flatMap(({ oldStart, lines }) => [
    ...place(old.split('\n').slice(0, oldStart + firstChange(lines) - 1)),
    ...lines.filter((line) => !line.startsWith('\\')),
  ]);
  return lines.map((line) => `  ${style(line)}\n`).join('');
}

/**
 * How many unchanged lines come first.
 *
 * @param {string[]} lines
 */
function firstChange(lines) {
  return lines.findIndex((line) => !line.startsWith(' '));
}

/**
 * The line that names what a change is in, if it is in anything: the keys above it, and the first
 * member of each list's element.
 *
 * @param {string[]} above The lines before it.
 */
function place(above) {
  /** @type {string[]} */
  const keys = [];
  let indent = Number.POSITIVE_INFINITY;
  for (const line of above.toReversed()) {
    const [, space, dash, key] = /^( *)(- )?(.*?):?$/.exec(line) ?? [];
    if (key === '' || key === undefined || space.length >= indent) continue;
    const isParent = line.endsWith(':') || dash !== undefined;
    if (isParent) keys.unshift(key);
    indent = space.length;
  }
  return keys.length === 0 ? [] : [`@ ${keys.join(' › ')}`];
}

/** @param {string} line */
function style(line) {
  const format = STYLES[line[0]];
  return format === undefined ? line : styleText(format, line, { stream: process.stdout });
}
