/** What was measured side by side, as Markdown. */

import { LIMITED_REQUESTS, MEMORY_AFTER, REQUESTS, ROUNDS } from './measure/warm.js';
import { HONO, OURS, UNBUNDLED } from './peers.js';
import { STARTS } from './side-by-side.js';
import { MEMORY_MB, SHARE } from './stage/limits.js';

/** @import { Measured } from './side-by-side.js' */

/** @param {Measured} measured */
export function report(measured) {
  return [
    '## Side by side',
    `Medians of ${STARTS} fresh processes, and of ${ROUNDS} rounds of ${REQUESTS.toLocaleString('en')} warm requests, in turns in one run.`,
    sideBySide(measured),
    `## As Lambda limits it`,
    limited(measured),
  ].join('\n\n');
}

/** @param {Measured} measured */
function sideBySide({ peers, skipped, cold, warm, own }) {
  /** @type {Record<string, number>} */
  const ownCode = { [OURS]: own.ours, [HONO]: own.hono, [UNBUNDLED]: own.plain };
  const rows = peers.map(({ name, bytes }) => {
    const [start, requests] = [cold.get(name), warm.get(name)];
    return [
      name === OURS ? `**${name}**` : name,
      number(start?.coldMs),
      number(start?.initMs),
      number(start?.firstMs, 1),
      number(start?.cpuMs),
      number(requests?.cpuUs),
      number(requests?.wallUs),
      number(requests?.peakMb),
      number(ownCode[name], 1),
      number(bytes && bytes / 1000),
    ];
  });
  return table(
    [
      '',
      'cold, ms',
      'of it init',
      'first request',
      'CPU until then, ms',
      'warm request: CPU, µs',
      'in all, µs',
      `most memory in ${MEMORY_AFTER.toLocaleString('en')} requests, MB`,
      'without its read, µs',
      'zip, kB',
    ],
    [...rows, ...skipped.map(({ name, reason }) => [name, `skipped: ${reason}`])],
  );
}

/** @param {Measured} measured */
function limited({ peers, limited }) {
  if ('missing' in limited) return `Skipped: ${limited.missing}.`;
  const rows = peers.map(({ name }) => {
    const [start, requests] = [limited.cold.get(name), limited.warm.get(name)];
    const [memory] = limited.memory.get(name) ?? [];
    return [
      name === OURS ? `**${name}**` : name,
      number(start?.coldMs),
      number(start?.initMs),
      number(start?.firstMs),
      number(requests && requests.wallUs / 1000, 1),
      ...(memory?.died === undefined
        ? [number(memory?.halfMb), number(memory?.allMb)]
        : [memory.died, '']),
    ];
  });
  const [half, all] = [MEMORY_AFTER / 2, MEMORY_AFTER].map((it) => it.toLocaleString('en'));
  return [
    `${MEMORY_MB} MB; a whole processor for init and 1/${SHARE} of one from then on, given out every 20 ms. ` +
      `Warm requests are ${ROUNDS} rounds of ${LIMITED_REQUESTS}.`,
    table(
      [
        '',
        'cold, ms',
        'of it init',
        'first request',
        'warm request, ms',
        `memory after ${half}, MB`,
        `after ${all}`,
      ],
      rows,
    ),
  ].join('\n\n');
}

/**
 * @param {string[]} head
 * @param {string[][]} rows
 */
export function table(head, rows) {
  const lines = [head, head.map((_, i) => (i === 0 ? '---' : '--:')), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/**
 * @param {number | undefined} value
 * @param {number} [digits]
 */
export function number(value, digits = 0) {
  return value === undefined ? '–' : value.toFixed(digits);
}
