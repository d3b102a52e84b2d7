/** What a function returns for CloudFront to go on with. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resultViolations } from '../../wrapper/emulator/rules.js';

/** @import { EventType } from '../../wrapper/emulator/event-type.js' */

const REQUEST = {
  clientIp: '192.0.2.1',
  headers: { host: [{ key: 'Host', value: 'a.example' }], via: [{ key: 'Via', value: '1.1 b' }] },
  method: 'GET',
  querystring: '',
  uri: '/a',
};

/**
 * @param {Record<string, unknown>} changes
 * @param {EventType} [eventType]
 */
const rules = (changes, eventType = 'viewer-request') =>
  resultViolations({ eventType, request: REQUEST }, { ...REQUEST, ...changes }).map(
    ({ rule }) => rule,
  );

const { host, via } = REQUEST.headers;

/** @type {[what: string, changes: Record<string, unknown>, eventType?: EventType][]} */
const KEPT = [
  ['the request as it came', {}],
  ['another uri and query string', { uri: '/b', querystring: 'c=d' }],
  ['a header more', { headers: { host, via, 'x-a': [{ key: 'X-A', value: 'b' }] } }],
  ['another Host at origin-request', { headers: { via } }, 'origin-request'],
];

for (const [what, changes, eventType] of KEPT) {
  test(`${what} is passed on`, () => assert.deepEqual(rules(changes, eventType), []));
}

/** @type {[what: string, changes: Record<string, unknown>, rule: string][]} */
const REFUSED = [
  ['a uri without slash', { uri: 'b' }, 'uriIsAPath'],
  ['a uri that is no text', { uri: 7 }, 'uriIsAPath'],
  ['a query string that is no text', { querystring: {} }, 'querystringIsText'],
  ['another method', { method: 'POST' }, 'methodIsUnchanged'],
  ['no Host', { headers: { via } }, 'readOnlyHeadersAreUnchanged'],
  ['another Via', { headers: { host, via: [] } }, 'readOnlyHeadersAreUnchanged'],
  [
    'a disallowed header',
    { headers: { host, via, 'x-edge-a': [{ value: 'b' }] } },
    'headerIsNotDisallowed',
  ],
  ['headers that are no lists', { headers: { host, via, 'x-a': 'b' } }, 'headerIsAListOfEntries'],
];

for (const [what, changes, rule] of REFUSED) {
  test(`${what} is refused by ${rule}`, () => assert.deepEqual(rules(changes), [rule]));
}
