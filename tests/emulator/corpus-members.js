/** The members that a case of the corpus can have. */

import assert from 'node:assert/strict';

export const STEP = ['at', 'times', 'request', 'function', 'functions', 'origin', 'expect'];
const POLICY = ['queryStrings', 'headers', 'cookies'];

const MEMBERS = {
  file: ['about', 'behavior', 'cases'],
  case: [
    ...['name', 'source', 'note', 'behavior', 'otherBehaviors', 'errorCachingMinTTL', 'timeoutMs'],
    ...['customErrorResponses', 'defaultRootObject', 'cloudFrontHeaders', 'steps', 'cached'],
    ...STEP,
  ],
  behavior: [
    ...['pathPattern', 'eventType', 'includeBody', 'allowedMethods', 'cachedMethods', 'compress'],
    ...['cachePolicy', 'originRequestPolicy', 'origin'],
  ],
  cachePolicy: [...POLICY, 'minTTL', 'defaultTTL', 'maxTTL', 'gzip', 'brotli'],
  originRequestPolicy: POLICY,
  step: STEP,
  request: ['method', 'target', 'charset', 'headers', 'body'],
  function: [
    ...['returns', 'throws', 'hangs', 'returnsNothing', 'forwards', 'updates'],
    ...['rewritesKeys', 'spoils'],
  ],
  functions: ['viewer-request', 'origin-request', 'origin-response', 'viewer-response'],
  origin: ['status', 'headers', 'body', 'fails', 'at'],
  expect: [
    ...['status', 'reason', 'headers', 'spelling', 'body', 'xCache', 'rule', 'runs'],
    ...['event', 'events', 'fetches', 'asked'],
  ],
};

/**
 * A misspelt member would check nothing.
 *
 * @param {keyof typeof MEMBERS} kind
 * @param {object | undefined} found
 * @param {string} where
 */
export function check(kind, found, where) {
  const unknown = Object.keys(found ?? {}).filter((member) => !MEMBERS[kind].includes(member));
  assert.deepEqual(unknown, [], `${where}: members that no ${kind} has`);
}

/**
 * @param {any} behavior
 * @param {string} where
 */
export function checkBehavior(behavior, where) {
  check('behavior', behavior, where);
  check('cachePolicy', behavior?.cachePolicy, where);
  check('originRequestPolicy', behavior?.originRequestPolicy, where);
}
