/** Exchanges as the local edge makes them. */

/** @import { Exchange } from '../../wrapper/emulator/exchange.js' */

const GUIDE = 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide';

/**
 * One that found its item at viewer-request.
 *
 * @param {number} id
 * @param {Partial<Exchange>} [changes]
 * @returns {Exchange}
 */
export function exchange(id, changes = {}) {
  const body = '{"success":true,"job_status":"PROGRESSING","progress_rate":37}';
  return {
    id,
    time: new Date(Date.UTC(2026, 0, 1, 12, 0, id % 60)).toISOString(),
    ms: 3.21,
    requestId: 'request',
    triggers: ['viewer-request'],
    behavior: '/api/media/status',
    route: 'mediaConvertJobIdToStatusEdgeApi',
    request: {
      method: 'GET',
      url: `/api/media/status?job_id=c${id}`,
      headers: [
        ['Host', '127.0.0.1:8080'],
        ['User-Agent', 'curl/8.5.0'],
      ],
    },
    stages: [
      { name: 'event', ms: 0.12 },
      { name: 'function', ms: 2.7 },
      { name: 'decide', ms: 0.21 },
      { name: 'GetItem', ms: 2.1 },
      { name: 'shape', ms: 0.13 },
      { name: 'check', ms: 0.18 },
    ],
    runs: [{ eventType: 'viewer-request', event: eventOf(id), result: resultOf(body) }],
    decision: {
      type: 'get-item',
      route: 'mediaConvertJobIdToStatusEdgeApi',
      frontDoor: 'viewer-request',
      body: `{"TableName":"MediaConvertJobIdToStatus","Key":{"JobId":{"S":"c${id}"}}}`,
    },
    item: { Item: { JobStatus: { S: 'PROGRESSING' }, ProgressRate: { N: '37' } } },
    readResult: {
      attempts: 2,
      region: 'ap-northeast-1',
      failures: [{ region: 'us-east-1', error: 'TimeoutError: no answer within 500 ms' }],
    },
    response: {
      status: 200,
      headers: [
        ['Content-Type', 'application/json; charset=UTF-8'],
        ['X-Cache', 'LambdaGeneratedResponse from cloudfront'],
      ],
      body,
      size: body.length,
    },
    verdict: { accepted: true, violations: [] },
    ...changes,
  };
}

/**
 * One whose function returned this.
 *
 * @param {number} id
 * @param {unknown} result
 */
export function returned(id, result) {
  return exchange(id, { runs: [{ eventType: 'viewer-request', event: eventOf(id), result }] });
}

/**
 * One whose functions passed it on to an origin and back.
 *
 * @param {number} id
 * @returns {Exchange}
 */
export function passedOn(id) {
  const { decision, item, readResult, ...rest } = exchange(id);
  const headers = /** @type {[string, string][]} */ ([['Host', 'origin.example']]);
  return {
    ...rest,
    triggers: ['viewer-request', 'origin-response'],
    runs: [
      { eventType: 'viewer-request', event: eventOf(id), result: { uri: '/passed' } },
      { eventType: 'origin-response', event: eventOf(id), result: { status: '200' } },
    ],
    origin: {
      request: { method: 'GET', url: 'https://origin.example/passed', headers },
      response: { status: 404, headers: [['Server', 'theirs']], size: 7 },
    },
  };
}

/**
 * One that nobody was there to answer.
 *
 * @param {number} id
 * @returns {Exchange}
 */
export function withoutOrigin(id) {
  const { origin, ...rest } = passedOn(id);
  return { ...rest, origin: origin && { ...origin, isStandIn: true } };
}

/** @param {number} id */
function eventOf(id) {
  const request = {
    clientIp: '127.0.0.1',
    headers: { host: [{ key: 'Host', value: '127.0.0.1:8080' }] },
    method: 'GET',
    querystring: `job_id=c${id}`,
    uri: '/api/media/status',
  };
  const config = { distributionId: 'EDFDVBD6EXAMPLE', eventType: 'viewer-request' };
  return { Records: [{ cf: { config, request } }] };
}

/** @param {string} body */
function resultOf(body) {
  const headers = { 'cache-control': [{ key: 'Cache-Control', value: 'no-store' }] };
  return { status: '200', headers, body };
}

/**
 * @param {number} from
 * @param {number} to
 */
export function several(from, to) {
  return Array.from({ length: to - from + 1 }, (_, index) => exchange(from + index));
}

/**
 * One whose answer came from the cache.
 *
 * @param {number} id
 * @returns {Exchange}
 */
export function hit(id) {
  const { route, decision, item, readResult, ...rest } = exchange(id);
  return {
    ...rest,
    ms: 0.31,
    triggers: ['origin-request'],
    runs: [],
    stages: [{ name: 'cache', ms: 0.2 }],
    cache: {
      outcome: 'hit',
      key: `GET /api/media/status?job_id=c${id}`,
      ageSeconds: 3,
      ttlSeconds: 5,
      reason: 'Cache-Control max-age=5',
    },
  };
}

/**
 * One that CloudFront would answer with a 502.
 *
 * @param {number} id
 */
export function refused(id) {
  const text = 'headerIsNotDisallowed: headers.x-cache CloudFront disallows this header';
  return exchange(id, {
    response: {
      status: 502,
      headers: [['Content-Type', 'text/plain; charset=utf-8']],
      body: `502 LambdaValidationError\n\n- ${text}\n`,
      size: 100,
    },
    verdict: { accepted: false, error: 'LambdaValidationError', violations: violations() },
  });
}

/**
 * One that CloudFront would refuse, in a mode in which that is only said.
 *
 * @param {number} id
 */
export function warned(id) {
  return exchange(id, { verdict: { accepted: true, violations: violations() } });
}

/**
 * One without a route.
 *
 * @param {number} id
 */
export function unrouted(id) {
  const body = '{"success":false,"message":"No route matches."}';
  const { route, item, readResult, ...rest } = exchange(id);
  return {
    ...rest,
    behavior: '*',
    request: { ...rest.request, url: '/favicon.ico' },
    stages: rest.stages.filter(({ name }) => name !== 'GetItem' && name !== 'shape'),
    decision: { type: 'respond', status: 404, body },
    response: { status: 404, headers: rest.response.headers, body, size: body.length },
  };
}

/** What an attacker would write wherever there is room. */
export const HOSTILE =
  '<img src=x onerror="document.title=1"><script>alert(1)</script>\u202egnp.exe';

/**
 * One of which every text is an attacker's.
 *
 * @param {number} id
 */
export function hostile(id) {
  const headers = /** @type {[string, string][]} */ ([
    ['X-Evil', HOSTILE],
    [HOSTILE, 'x'.repeat(4_000)],
  ]);
  return exchange(id, {
    behavior: HOSTILE,
    route: HOSTILE,
    request: { method: HOSTILE, url: `/${HOSTILE}${'y'.repeat(8_192)}`, headers },
    runs: [
      {
        eventType: 'viewer-request',
        event: { Records: [{ text: HOSTILE }] },
        result: { status: HOSTILE, body: HOSTILE },
      },
    ],
    origin: {
      request: { method: HOSTILE, url: HOSTILE, headers },
      response: { status: 200, headers, size: 1 },
    },
    decision: { type: HOSTILE, body: HOSTILE },
    item: { [HOSTILE]: HOSTILE },
    readResult: { attempts: 1, region: HOSTILE, failures: [{ region: HOSTILE, error: HOSTILE }] },
    response: { status: 200, headers, body: HOSTILE, size: HOSTILE.length },
    cache: { outcome: 'miss', key: HOSTILE, reason: HOSTILE },
    verdict: {
      accepted: true,
      violations: [
        { rule: HOSTILE, field: HOSTILE, message: HOSTILE, link: 'javascript:document.title=1' },
      ],
    },
  });
}

function violations() {
  return [
    {
      rule: 'headerIsNotDisallowed',
      field: 'headers.x-cache',
      message: 'CloudFront disallows this header',
      link: `${GUIDE}/edge-function-restrictions-all.html#function-restrictions-disallowed-headers`,
    },
    {
      rule: 'responseFitsTheQuota',
      field: 'body',
      message: 'has 50,000 bytes of at most 40,960',
      link: `${GUIDE}/cloudfront-limits.html#limits-lambda-at-edge`,
    },
  ];
}
