/** All that is known of one exchange. */

/** @import { Exchange, Finding } from '../exchange.js' */

import { element } from '../../../browser/console/dom.js';
import { bodyOf, facts, headers, json, section } from './section.js';
import { timelineOf } from './timeline.js';
import { counted, duration, verdictOf, visible } from './words.js';

/**
 * @param {Exchange} exchange
 * @returns {Node[]}
 */
export function contentsOf(exchange) {
  const { stages, event, decision, item, result, response, request } = exchange;
  return [
    summaryOf(exchange),
    ...(stages.length > 0 ? [element('h3', {}, 'Stages'), timelineOf(exchange)] : []),
    ...findingsOf(exchange),
    ...(event ? [section('Event', 'what the function was given', json(event))] : []),
    ...(decision ? [section('Decision', decision.type, ...withBody(decision))] : []),
    ...(item ? [section('Item', 'what GetItem answered', json(item))] : []),
    ...(result !== undefined
      ? [section('Result', 'what the function returned', ...withBody(result))]
      : []),
    section(
      'Response',
      `${response.status}, ${counted(response.size, 'byte')}`,
      headers(response.headers),
      ...bodyOf(response.body),
      ...(response.cut ? [element('p', { class: 'hint' }, 'The body goes on.')] : []),
    ),
    section(
      'Request',
      counted(request.headers.length, 'header'),
      facts([[request.method, request.url]]),
      headers(request.headers),
    ),
  ];
}

/** @param {Exchange} exchange */
function summaryOf(exchange) {
  const { time, ms, trigger, behavior, route, cache, reading, replayOf, verdict } = exchange;
  const { tone, text } = verdictOf(exchange);
  const original = () => element('a', { href: `#${replayOf}` }, `request ${replayOf}`);
  return facts([
    [
      'Verdict',
      element('strong', { class: tone }, verdict.error ? `${text}: ${verdict.error}` : text),
    ],
    ['Time', `${time}, took ${duration(ms)}`],
    ['Trigger', trigger],
    ['Behavior', behavior],
    ['Route', route],
    ['Cache', cache && cacheText(cache)],
    ['Cache key', cache?.key],
    ['Read', reading && readingText(reading)],
    ['Replay of', replayOf === undefined ? undefined : original()],
  ]);
}

/** @param {NonNullable<Exchange['cache']>} cache */
function cacheText({ outcome, ageSeconds, ttlSeconds, reason }) {
  const parts = [
    outcome,
    ageSeconds !== undefined && `age ${ageSeconds} s`,
    ttlSeconds !== undefined && `kept for ${ttlSeconds} s`,
    reason,
  ];
  return parts.filter(Boolean).join(', ');
}

/** @param {NonNullable<Exchange['reading']>} reading */
function readingText({ attempts, region, failures }) {
  const failed = failures.map((failure) => `${failure.region} failed: ${failure.error}`);
  return [`${region ?? 'no Region'}, ${counted(attempts, 'attempt')}`, ...failed].join('\n');
}

/** @param {Exchange} exchange */
function findingsOf({ verdict: { accepted, findings } }) {
  if (findings.length === 0) return [];
  const hint = counted(findings.length, accepted ? 'warning' : 'error');
  return [
    section('Findings', hint, element('ul', { class: 'findings' }, ...findings.map(finding))),
  ];
}

/** @param {Finding} finding */
function finding({ rule, field, message, link }) {
  // The link is the emulator's own, the rest may be the function's.
  const isPage = link.startsWith('https://docs.aws.amazon.com/');
  const page = element('a', { href: link, target: '_blank' }, `AWS on ${rule}`);
  return element(
    'li',
    {},
    element('code', {}, element('bdi', {}, visible(field))),
    ' ',
    element('bdi', {}, visible(message)),
    ' ',
    isPage ? page : element('bdi', {}, visible(`${rule} ${link}`)),
  );
}

/**
 * A body is text of its own, which JSON would show full of escapes. What is no response is shown as
 * it is.
 *
 * @param {unknown} value
 */
function withBody(value) {
  const { body, ...rest } = /** @type {{ body?: unknown }} */ (Object(value));
  if (typeof body !== 'string') return [json(value)];
  return [json(rest), ...bodyOf(body)];
}
