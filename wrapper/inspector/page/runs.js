/** What the functions were given and returned, and what the origin was asked between them. */

/** @import { Exchange, OriginUse, Run } from '../../emulator/exchange.js' */

import { bodyOf, facts, headers, json, section } from './section.js';
import { counted } from './words.js';

/**
 * @param {Exchange} exchange
 * @returns {Node[]}
 */
export function runsOf({ runs, decision, item, origin }) {
  const isOnly = runs.length === 1;
  const within = [
    ...(decision ? [section('Decision', decision.type, ...withBody(decision))] : []),
    ...(item ? [section('Item', 'what GetItem answered', json(item))] : []),
  ];
  const shown = runs.map((run) => ({
    nodes: isOnly ? runOf(run, '', within) : runOf(run, ` at ${run.eventType}`, []),
    isAfterOrigin: run.eventType.endsWith('-response'),
  }));
  return [
    ...shown.filter((it) => !it.isAfterOrigin).flatMap(({ nodes }) => nodes),
    ...(origin ? [originOf(origin)] : []),
    ...shown.filter((it) => it.isAfterOrigin).flatMap(({ nodes }) => nodes),
  ];
}

/**
 * @param {Run} run
 * @param {string} where
 * @param {Node[]} within What is known of the run itself.
 */
function runOf({ event, result }, where, within) {
  return [
    section(`Event${where}`, 'what the function was given', json(event)),
    ...within,
    ...(result !== undefined
      ? [section(`Result${where}`, 'what the function returned', ...withBody(result))]
      : []),
  ];
}

/** @param {OriginUse} use */
function originOf({ request, response, isStandIn }) {
  const size = request.size === undefined ? '' : `, ${counted(request.size, 'byte')}`;
  const hint = isStandIn
    ? 'what it would be asked: here is none'
    : (response?.status ?? 'no answer');
  return section(
    'Origin',
    String(hint),
    facts([[request.method, `${request.url}${size}`]]),
    headers(request.headers),
    ...(response && !isStandIn
      ? [
          facts([['Answer', `${response.status}, ${counted(response.size, 'byte')}`]]),
          headers(response.headers),
        ]
      : []),
  );
}

/**
 * A body is text of its own, which JSON would show full of escapes. Anything else is shown as
 * it is.
 *
 * @param {unknown} value
 */
function withBody(value) {
  const { body, ...rest } = /** @type {{ body?: unknown }} */ (Object(value));
  if (typeof body !== 'string') return [json(value)];
  return [json(rest), ...bodyOf(body)];
}
