/** The handler with the real core and a read of the test's own: any event, and the log. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { responseViolations } from '../../wrapper/emulator/rules.js';
import { createHandlers } from '../../wrapper/function/handler.js';
import { createLog } from '../../wrapper/function/log.js';
import { CONFIG, testCore } from '../support/core.js';
import { reading } from '../support/reads.js';

const JOB = Buffer.from('{"Item":{"JobStatus":{"S":"SUBMITTED"},"ProgressRate":{"N":"0"}}}');
const FOUND = reading(JOB, { region: 'ap-northeast-1' });
const STATUSES = ['200', '400', '404', '422', '500', '503'];

/** Text of every kind, lone surrogates too. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
);

const header = fc.array(fc.record({ key: text, value: text }, { requiredKeys: [] }), {
  maxLength: 3,
});

/** An event of the right form with anything in it. */
const cloudFrontEvent = fc
  .record({
    config: fc.option(
      fc.record({
        eventType: fc.constantFrom('viewer-request', 'origin-request', 'other'),
        requestId: fc.anything({ withBigInt: true }),
      }),
    ),
    request: fc.record(
      {
        method: fc.oneof(fc.constantFrom('GET', 'OPTIONS', 'HEAD'), text),
        uri: fc.oneof(fc.constantFrom('/api/media/job_id', '/api/media/status'), text),
        querystring: fc.option(
          fc.oneof(
            text,
            text.map((value) => `job_id=${value}`),
            text.map((value) => `input_file=${value}`),
          ),
        ),
        headers: fc.option(fc.record({ origin: header }, { requiredKeys: [] })),
      },
      { requiredKeys: [] },
    ),
  })
  .map((cf) => ({ Records: [{ cf }] }));

const responses = fc.oneof(
  fc.constant(undefined),
  fc.uint8Array(),
  fc.json().map((item) => Buffer.from(`{"Item":${item}}`)),
  fc.constant(JOB),
);

test('any event and any response get an answer that CloudFront takes', async () => {
  /** @type {Uint8Array | undefined} */
  let response;
  /** @type {import('../../wrapper/function/replicas.js').Reader} */
  const read = (...args) => reading(response)(...args);
  const { handlers, lines } = await load({ read });
  /** @type {fc.Arbitrary<any>} */
  const events = fc.oneof(fc.anything(), cloudFrontEvent);
  const property = fc.asyncProperty(events, responses, async (event, given) => {
    response = given;
    lines.length = 0;
    for (const handler of Object.values(handlers)) {
      const answer = await handler(/** @type {{ Records: unknown }} */ (event));
      assert.deepEqual(responseViolations('viewer-request', answer), []);
      assert(STATUSES.includes(answer.status), answer.status);
      assert.equal(answer.headers['access-control-allow-origin']?.[0]?.value, '*');
    }
    assert.equal(lines.length, 3);
    for (const line of lines) JSON.parse(line);
  });
  await fc.assert(property, { numRuns: 2000 });
});

test('a read that was found is one line', async () => {
  const { handlers, entries } = await load({});
  await handlers.handler?.(event('/api/media/status', 'job_id=c1'));
  const [{ durationMs, dynamodbMs, ...entry }] = entries();
  assert.deepEqual(entry, {
    level: 'info',
    requestId: 'REQUEST',
    distributionId: 'DISTRIBUTION',
    cold: true,
    region: 'ap-northeast-1',
    attempts: 1,
    failures: [],
    route: 'mediaConvertJobIdToStatusEdgeApi',
    status: 200,
  });
  assert(durationMs >= dynamodbMs && dynamodbMs >= 0);
});

test('a refusal is a line with its code and its route', async () => {
  const { handlers, entries } = await load({});
  await handlers.handler?.(event('/api/media/status', ''));
  assert.partialDeepStrictEqual(entries()[0], {
    level: 'info',
    route: 'mediaConvertJobIdToStatusEdgeApi',
    status: 400,
    code: 'no-parameter',
  });
});

test('a failed read is an error with what failed', async () => {
  const failures = [{ region: 'ap-northeast-1', error: 'ThrottlingException', awsRequestId: 'A' }];
  const read = reading(undefined, { attempts: 4, failures });
  const { handlers, entries } = await load({ read });
  await handlers.handler?.(event('/api/media/status', 'job_id=c1'));
  const expected = { level: 'error', status: 503, code: 'unavailable', attempts: 4, failures };
  assert.partialDeepStrictEqual(entries()[0], expected);
});

test('an item that does not fit is an error that names the attribute', async () => {
  const response = Buffer.from('{"Item":{"JobStatus":{"S":"SUBMITTED"}}}');
  const { handlers, entries } = await load({ read: reading(response) });
  await handlers.handler?.(event('/api/media/status', 'job_id=c1'));
  const expected = { level: 'error', code: 'item', detail: 'attribute ProgressRate: missing' };
  assert.partialDeepStrictEqual(entries()[0], expected);
});

test('an event that is not understood is an error that names the member', async () => {
  const { handlers, entries } = await load({});
  await handlers.handler?.({ Records: [{ cf: { request: { method: 'GET', uri: 7 } } }] });
  assert.match(entries()[0].detail, /^\$\.Records\[0\]\.cf\.request\.uri: expected a string$/);
});

test('only the first request is cold', async () => {
  const { handlers, entries } = await load({});
  for (let i = 0; i < 2; i++) await handlers.handler?.(event('/', ''));
  assert.deepEqual(
    entries().map(({ cold }) => cold),
    [true, false],
  );
});

test('nothing that the viewer sent is logged', async () => {
  const { handlers, lines } = await load({});
  const sent = event('/api/media/status', 'job_id=private1');
  Object.assign(sent.Records[0].cf.request, {
    clientIp: 'private2',
    headers: { cookie: [{ value: 'private3' }], authorization: [{ value: 'private4' }] },
  });
  await handlers.handler?.(sent);
  assert.equal(lines.length, 1);
  assert.doesNotMatch(lines.join(), /private/);
});

test('nothing of an event that is not understood is logged but where and what was expected', async () => {
  const secret = `private ${'x'.repeat(100_000)}, expected private`;
  const secrets = fc.constantFrom(
    secret,
    [secret],
    { [secret]: secret },
    { value: secret },
    [{ value: { value: secret } }],
    new Map([[secret, secret]]),
    7,
    null,
  );
  const { handlers, lines } = await load({});
  const property = fc.asyncProperty(
    fc.record(
      {
        config: fc.oneof(secrets, fc.record({ eventType: secrets }, { requiredKeys: [] })),
        request: fc.oneof(
          secrets,
          fc.record(
            {
              method: fc.oneof(secrets, fc.constant('GET')),
              uri: fc.oneof(secrets, fc.constant('/api/media/status')),
              querystring: secrets,
              clientIp: secrets,
              headers: fc.oneof(secrets, fc.record({ origin: secrets, cookie: secrets })),
            },
            { requiredKeys: [] },
          ),
        ),
      },
      { requiredKeys: [] },
    ),
    fc.nat(3),
    async (cf, depth) => {
      lines.length = 0;
      const event = [{ Records: [{ cf }] }, { Records: [cf] }, { Records: cf }, cf][depth];
      await handlers.handler?.(event);
      assert.equal(lines.length, 1);
      assert.doesNotMatch(String(lines[0]), /private/);
      assert(String(lines[0]).length < 2_000);
    },
  );
  await fc.assert(property, { numRuns: 1000 });
});

test('an item is not logged', async () => {
  const secret = `private${'x'.repeat(400_000)}`;
  for (const stored of [secret, { S: [secret] }, { S: 7, [secret]: 1 }, { L: [{ N: secret }] }]) {
    const response = Buffer.from(JSON.stringify({ Item: { JobStatus: stored } }));
    const { handlers, lines } = await load({ read: reading(response) });
    await handlers.handler?.(event('/api/media/status', 'job_id=c1'));
    assert.doesNotMatch(lines.join(), /private/);
    assert.match(lines.join(), /attribute JobStatus/);
  }
});

test('what finds a request again does not fill the log', async () => {
  const { handlers, lines } = await load({});
  const sent = event('/api/media/status', 'job_id=c1');
  sent.Records[0].cf.config.requestId = 'x'.repeat(1_000_000);
  await handlers.handler?.(sent);
  assert(lines.join().length < 2_000);
});

test('an entry is one line', async () => {
  const { handlers, lines } = await load({});
  const sent = event('/api/media/status', 'job_id=c1');
  sent.Records[0].cf.config.requestId = 'a\nb';
  await handlers.handler?.(sent);
  assert.match(lines.join(''), /^[^\n]+\n$/);
});

test('durations are of this request', async () => {
  /** @type {import('../../wrapper/function/replicas.js').Reader} */
  const read = async (...args) => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    return FOUND(...args);
  };
  const { handlers, entries } = await load({ read });
  const start = performance.now();
  await handlers.handler?.(event('/api/media/status', 'job_id=c1'));
  const [{ durationMs, dynamodbMs }] = entries();
  assert(dynamodbMs >= 19 && durationMs >= dynamodbMs, `${dynamodbMs} of ${durationMs}`);
  assert(durationMs <= performance.now() - start + 0.01);
});

test('what cannot be logged is answered all the same', async () => {
  const failures = [{ region: 'a', error: 'b', reason: /** @type {any} */ (1n) }];
  const read = reading(undefined, { failures });
  const { handlers } = await load({ read });
  const answer = await handlers.handler?.(event('/api/media/status', 'job_id=c1'));
  assert.equal(answer?.status, '503');
});

test('a context that is none does not matter', async () => {
  for (const left of [() => Number.NaN, () => 'soon', undefined]) {
    const { handlers } = await load({});
    const context = /** @type {any} */ ({ getRemainingTimeInMillis: left });
    const answer = await handlers.handler?.(event('/api/media/status', 'job_id=c1'), context);
    assert.equal(answer?.status, '200');
  }
});

test('only debugging logs the query string', async () => {
  const { handlers, entries } = await load({ level: 'debug' });
  await handlers.handler?.(event('/api/media/status', 'job_id=c1'));
  assert.equal(entries()[0].querystring, 'job_id=c1');
  assert.equal(entries()[0].uri, '/api/media/status');
});

test('the level error leaves out what went well', async () => {
  const { handlers, entries } = await load({ level: 'error' });
  await handlers.handler?.(event('/api/media/status', 'job_id=c1'));
  await handlers.handler?.(null);
  assert.deepEqual(
    entries().map(({ status }) => status),
    [500],
  );
});

test('a read gets the deadline, or less where the function has less time left', async () => {
  /** @type {number[]} */
  const budgets = [];
  /** @type {import('../../wrapper/function/replicas.js').Reader} */
  const read = async (body, budgetMs, accept) => {
    budgets.push(budgetMs);
    return FOUND(body, budgetMs, accept);
  };
  const { handlers } = await load({ read });
  for (const left of [undefined, 5000, 1000, 100]) {
    const context = left === undefined ? undefined : { getRemainingTimeInMillis: () => left };
    await handlers.handler?.(event('/api/media/status', 'job_id=c1'), context);
  }
  assert.deepEqual(budgets, [3000, 3000, 800, 0]);
});

/**
 * @param {object} options
 * @param {import('../../wrapper/function/replicas.js').Reader} [options.read]
 * @param {string} [options.level]
 */
async function load({ read = FOUND, level = 'info' }) {
  /** @type {string[]} */
  const lines = [];
  const core = testCore(JSON.stringify({ ...JSON.parse(CONFIG), log: { level } }));
  const log = createLog(core.settings.logLevel, (line) => lines.push(line));
  const handlers = createHandlers({ core, read, log });
  return { handlers, lines, entries: () => lines.map((line) => JSON.parse(line)) };
}

/**
 * @param {string} uri
 * @param {string} querystring
 */
function event(uri, querystring) {
  const config = {
    eventType: 'viewer-request',
    requestId: 'REQUEST',
    distributionId: 'DISTRIBUTION',
  };
  const request = { method: 'GET', uri, querystring, headers: {} };
  return { Records: [{ cf: { config, request } }] };
}
