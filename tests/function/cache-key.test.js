/**
 * At origin-request, all who send the same cache key get one answer: it must not depend on anything else,
 * whatever an origin request policy adds to the event.
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseApi } from '../../wrapper/api/load.js';
import { behaviorFor } from '../../wrapper/emulator/behavior.js';
import { cacheKey } from '../../wrapper/emulator/cache-key.js';
import { createDistribution } from '../../wrapper/emulator/distribution.js';
import { originRequest, originRequestEvent } from '../../wrapper/emulator/event.js';
import { viewerRequest } from '../../wrapper/emulator/request.js';
import { createHandlers } from '../../wrapper/function/handler.js';
import { behaviorsOf } from '../../wrapper/local/api-site.js';
import { testCore } from '../support/core.js';

/** @import { Behavior, OriginRequestPolicy } from '../../wrapper/emulator/behavior.js' */
/** @import { ViewerRequest } from '../../wrapper/emulator/request.js' */

const ROUTE = { table: 'Table', fields: ['Key'], cache: { seconds: 60 } };
const ROUTES = [
  { ...ROUTE, name: 'job', path: '/job', parameter: { name: 'id', pattern: '[a-z]+' }, key: 'Id' },
  {
    ...ROUTE,
    name: 'report',
    path: '/reports/{id}',
    parameters: [{ name: 'day_of-it' }, { name: 'page', maxLength: 3 }],
    table: 'Reports',
    key: { PK: '{id}#{day_of-it}', SK: '{page}' },
    notFound: { cache: { seconds: 60 } },
  },
  { ...ROUTE, name: 'page', path: '/pages/{id}', key: 'Id' },
];
const NAMES = ['id', 'day_of-it', 'page'];
const METHODS = ['GET', 'HEAD', 'OPTIONS', 'POST', 'DELETE'];
const HEADERS = ['Origin', 'Cookie', 'Accept-Encoding', 'X-HTTP-Method-Override', 'X-Other'];
const ORIGINS = ['https://app.example.com', 'https://evil.example', ''];

/** @type {Record<string, ReturnType<typeof api>>} By the origins that they allow. */
const APIS = {
  'every origin': api({}),
  'one origin': api({ allowedOrigins: ['https://app\\.example\\.com'] }),
};

const value = fc.oneof(
  fc.constantFrom(
    '',
    'good',
    'evil',
    'missing',
    '1',
    '%67ood',
    '+',
    '%',
    '%zz',
    '%26id=x',
    'a;id=x',
  ),
  fc.string(),
);
const pair = (/** @type {fc.Arbitrary<string>} */ name) =>
  fc.oneof(
    fc.tuple(name, value).map((both) => both.join('=')),
    name,
  );
/** A name with some of its characters escaped, in letters of either case. */
const escaped = fc
  .tuple(fc.constantFrom(...NAMES), fc.array(fc.boolean(), { minLength: 9 }), fc.boolean())
  .map(([name, isEscaped, isUpper]) =>
    [...name].map((it, i) => (isEscaped[i] ? escapeOf(it, isUpper) : it)).join(''),
  );
const listed = pair(fc.constantFrom(...NAMES));
const unlisted = fc.oneof(
  pair(escaped),
  pair(escaped.map((name) => `;${name}`)),
  pair(fc.constantFrom('ID', 'id[]', '+id', 'id+', 'id%00', 'other', '')),
  fc.string(),
  fc.constant(''),
);

/** What may differ between requests with the same key, and sometimes makes another key. */
const others = fc.record({
  method: fc.constantFrom(...METHODS),
  parameters: fc.array(fc.tuple(fc.nat(6), unlisted), { maxLength: 4 }),
  headers: fc.array(
    fc.oneof(
      fc.tuple(fc.constant('Origin'), fc.constantFrom(...ORIGINS)),
      fc.tuple(fc.constantFrom(...HEADERS), fc.constantFrom('gzip', 'id=evil', 'POST')),
    ),
    { maxLength: 3 },
  ),
  clientIp: fc.constantFrom('192.0.2.1', '203.0.113.7'),
});

/** @type {fc.Arbitrary<OriginRequestPolicy>} What an origin request policy sends on besides what is in the key. */
const widening = fc.record({
  cookies: fc.constantFrom(/** @type {const} */ ('all'), []),
  queryStrings: fc.constantFrom(
    /** @type {const} */ ('all'),
    [],
    ['page', 'other'],
    ['%69d', 'ID'],
  ),
  headers: fc.constantFrom(HEADERS, [], ['Origin', 'Cookie'], /** @type {const} */ ('allViewer')),
});

const scenario = fc
  .record({
    allows: fc.constantFrom(...Object.keys(APIS)),
    path: fc.constantFrom(
      ...['/job', '/reports/1', '/reports/%31', '/reports/a%2Fb', '/pages/1', '/r%65ports/1'],
    ),
    parameters: fc.array(listed, { maxLength: 4 }),
    first: others,
    second: others,
    widenings: fc.tuple(widening, widening),
  })
  .map(({ allows, path, parameters, first, second, widenings }) => ({
    allows,
    requests: [first, second].map((other) => request(path, parameters, other)),
    widenings,
  }));

test('requests with the same key get the same answer', async () => {
  const property = fc.asyncProperty(scenario, async ({ allows, requests, widenings }) => {
    const { core, behaviors } = APIS[allows];
    const behavior = behaviorFor(behaviors, requests[0].uri);
    const { cachePolicy, cachedMethods } = behavior;
    const [key, other] = requests.map((it) => cacheKey(cachePolicy, it));
    fc.pre(requests.every(({ method }) => cachedMethods.includes(method)) && key === other);
    const [first, second] = await Promise.all(
      requests.map((it, i) => answer(core, it, widened(behavior, widenings[i]))),
    );
    assert.deepEqual(first, second, `of ${key}`);
    assert.deepEqual(await answer(core, requests[1], behavior), second, 'with no such policy');
  });
  await fc.assert(property, { numRuns: 5_000, maxSkipsPerRun: 100 });
});

test('no request changes what the next viewer gets', async () => {
  const property = fc.asyncProperty(scenario, async ({ allows, requests, widenings }) => {
    const [before, after] = [requests, requests.slice(1)].map((sent) =>
      lastAnswer(APIS[allows], sent, widenings[0]),
    );
    assert.deepEqual(await before, await after);
  });
  await fc.assert(property, { numRuns: 2_000 });
});

/** @param {object} cors */
function api(cors) {
  const text = JSON.stringify({ cors, dynamodb: { regions: ['us-east-1'] }, routes: ROUTES });
  const core = testCore(text);
  const handler = handlerOf(core);
  const { description } = parseApi(text);
  return { core, behaviors: behaviorsOf(description, 'origin-request', { handler }) };
}

/**
 * @param {string} character
 * @param {boolean} isUpper
 */
function escapeOf(character, isUpper) {
  const hex = character.charCodeAt(0).toString(16);
  return `%${isUpper ? hex.toUpperCase() : hex}`;
}

/**
 * @param {string} path
 * @param {string[]} parameters
 * @param {{ method: string, parameters: [number, string][], headers: string[][], clientIp: string }} other
 */
function request(path, parameters, other) {
  const all = [...parameters];
  for (const [place, parameter] of other.parameters) all.splice(place, 0, parameter);
  const { method, headers, clientIp } = other;
  const target = `${path}?${all.join('&')}`;
  return viewerRequest({ method, target, rawHeaders: headers.flat(), clientIp });
}

/**
 * @param {Behavior} behavior
 * @param {OriginRequestPolicy} originRequestPolicy
 * @returns {Behavior} The key stays that of the cache policy.
 */
function widened(behavior, originRequestPolicy) {
  return { ...behavior, originRequestPolicy };
}

/**
 * @param {import('../../wrapper/function/core.js').Core} core
 * @param {ViewerRequest} request
 * @param {Behavior} behavior
 */
function answer(core, request, behavior) {
  return handlerOf(core)(originRequestEvent(originRequest(request, behavior)));
}

/**
 * What the last of these viewers gets, who come one after the other.
 *
 * @param {ReturnType<typeof api>} api
 * @param {ViewerRequest[]} requests
 * @param {OriginRequestPolicy} more
 */
async function lastAnswer({ behaviors }, requests, more) {
  const distribution = createDistribution({
    behaviors: behaviors.map((behavior) => widened(behavior, more)),
    log: () => {},
  });
  let last = await distribution(requests[0]);
  for (const sent of requests.slice(1)) last = await distribution(sent);
  const { status, headers, body } = last;
  const own = headers.filter(([name]) => !/^(age|x-cache|x-amz-cf-id)$/i.test(name));
  return { status, headers: own, body: body.toString() };
}

/**
 * A function whose table says what it is asked for.
 *
 * @param {import('../../wrapper/function/core.js').Core} core
 */
function handlerOf(core) {
  const { handler } = createHandlers({
    core,
    read: async (body, _budget, accept) => {
      const { Key } = JSON.parse(body);
      const text = JSON.stringify(Key);
      const item = text.includes('missing') ? {} : { Item: { Key: { S: text } } };
      return { answer: accept(Buffer.from(JSON.stringify(item))), attempts: 1, failures: [] };
    },
    log: () => {},
  });
  return handler;
}
