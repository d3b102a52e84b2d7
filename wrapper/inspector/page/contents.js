/** All that is known of one exchange. */

/** @import { Exchange, Violation } from '../../emulator/exchange.js' */

import { element } from '../../browser/page/dom.js';
import { runsOf } from './runs.js';
import { bodyOf, facts, headers, section } from './section.js';
import { timelineOf } from './timeline.js';
import { counted, duration, verdictOf, visible } from './words.js';

/**
 * @param {Exchange} exchange
 * @returns {Node[]}
 */
export function contentsOf(exchange) {
  const { stages, response, request } = exchange;
  return [
    summaryOf(exchange),
    ...(stages.length > 0 ? [element('h3', {}, 'Stages'), timelineOf(exchange)] : []),
    ...violationsOf(exchange),
    ...runsOf(exchange),
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
  const { time, ms, triggers, behavior, route, cache, readResult, replayOf, verdict } = exchange;
  const { tone, text } = verdictOf(exchange);
  const original = () => element('a', { href: `#${replayOf}` }, `request ${replayOf}`);
  return facts([
    [
      'Verdict',
      element('strong', { class: tone }, verdict.error ? `${text}: ${verdict.error}` : text),
    ],
    ['Time', `${time}, took ${duration(ms)}`],
    ['Trigger', triggers.length > 0 ? triggers.join(', ') : undefined],
    ['Behavior', behavior],
    ['Route', route],
    ['Cache', cache && cacheText(cache)],
    ['Cache key', cache?.key],
    ['Read', readResult && readingText(readResult)],
    ['Replay of', replayOf === undefined ? undefined : original()],
  ]);
}

/** @param {NonNullable<Exchange['cache']>} cache */
function cacheText({ outcome, ageSeconds, ttlSeconds, reason }) {
  const parts = [
    outcome,
    ageSeconds !== undefined && `age ${ageSeconds} s`,
    ttlSeconds !== undefined && `cached for ${ttlSeconds} s`,
    reason,
  ];
  return parts.filter(Boolean).join(', ');
}

/** @param {NonNullable<Exchange['readResult']>} readResult */
function readingText({ attempts, region, failures }) {
  const failed = failures.map((failure) => `${failure.region} failed: ${failure.error}`);
  return [`${region ?? 'no Region'}, ${counted(attempts, 'attempt')}`, ...failed].join('\n');
}

/** @param {Exchange} exchange */
function violationsOf({ verdict: { accepted, violations } }) {
  if (violations.length === 0) return [];
  const hint = counted(violations.length, accepted ? 'warning' : 'error');
  return [
    section(
      'Violations',
      hint,
      element('ul', { class: 'violations' }, ...violations.map(violation)),
    ),
  ];
}

/** @param {Violation} violation */
function violation({ rule, field, message, link }) {
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
