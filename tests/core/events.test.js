/** The events in `tests/events/`: their types, and their answers through the function's WebAssembly. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { ROOT } from '../../scripts/setup.js';
import { createHandlers } from '../../wrapper/function/handler.js';
import { testCore } from '../support/core.js';
import { reading } from '../support/reads.js';

const FOLDER = fileURLToPath(new URL('../events/', import.meta.url));

const NAMES = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json') && name !== 'requests.json')
  .map((name) => name.slice(0, -'.json'.length));

/** The types of an event and of its result, by the beginning of its name. */
const TYPES = /** @type {const} */ ([
  ['http-api-1-', 'APIGatewayProxyEvent', 'APIGatewayProxyResult'],
  ['http-api-', 'APIGatewayProxyEventV2', 'APIGatewayProxyStructuredResultV2'],
  ['function-url-', 'LambdaFunctionURLEvent', 'LambdaFunctionURLResult'],
  ['rest-api-', 'APIGatewayProxyEvent', 'APIGatewayProxyResult'],
  ['load-balancer-', 'ALBEvent', 'ALBResult'],
]);

const JOB = Buffer.from('{"Item":{"JobId":{"S":"c1"}}}');

test('events and their answers have the types of AWS', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'edge-lookup-events-'));
  t.after(() => rmSync(folder, { recursive: true }));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const { handler } = load();
  const program = ["import type * as aws from 'aws-lambda';"];
  for (const [index, name] of NAMES.entries()) {
    const [, event, result] = TYPES.find(([beginning]) => name.startsWith(beginning)) ?? [];
    const answer = await handler(eventOf(name));
    program.push(
      `import event${index} from ${JSON.stringify(join(FOLDER, `${name}.json`))} with { type: 'json' };`,
      `event${index} satisfies aws.${event};`,
      `(${JSON.stringify(answer)}) satisfies aws.${result};`,
    );
  }
  const file = join(folder, 'events.mts');
  writeFileSync(file, program.join('\n'));
  const options = ['--noEmit', '--strict', '--module', 'nodenext', '--resolveJsonModule'];
  const tsc = join(ROOT, 'node_modules', '.bin', 'tsc');
  const { stdout } = spawnSync(tsc, [...options, '--types', 'node', file], {
    cwd: folder,
    encoding: 'utf8',
  });
  assert.equal(stdout, '');
});

test('a load balancer gets the headers in the form that it sends, and a description', async () => {
  const { handler } = load();
  const single = await handler(eventOf('load-balancer-complete'));
  const several = await handler(eventOf('load-balancer-multi-value'));
  assert.partialDeepStrictEqual(single, {
    statusCode: 200,
    statusDescription: '200 OK',
    headers: { 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'no-store' },
    body: '{"success":true,"job_id":"c1"}',
    isBase64Encoded: false,
  });
  assert.equal('multiValueHeaders' in single, false);
  assert.equal('headers' in several, false);
  assert.partialDeepStrictEqual(several, { multiValueHeaders: { 'Cache-Control': ['no-store'] } });
});

for (const name of ['load-balancer-health-check', 'load-balancer-health-check-multi-value']) {
  test(`${name} is answered with 200, by any handler, without a read`, async () => {
    const read = () => assert.fail('read');
    for (const handler of Object.values(load(read).handlers)) {
      const answer = await handler(eventOf(name));
      assert.partialDeepStrictEqual(answer, { statusCode: 200, body: '' });
    }
  });
}

test('OPTIONS is answered with the CORS headers', async () => {
  const answer = await load().handler(eventOf('http-api-options'));
  assert.partialDeepStrictEqual(answer, {
    statusCode: 200,
    headers: { 'Access-Control-Allow-Methods': 'GET, OPTIONS' },
    body: '',
  });
});

test('the log has what finds a request again in the logs of its front door', async () => {
  const { handler, entries } = load();
  const idOf = async (/** @type {string} */ name) => {
    await handler(eventOf(name));
    return entries.at(-1)?.requestId;
  };
  assert.equal(await idOf('http-api-complete'), 'JKJaXmPLvHcESHA=');
  assert.equal(await idOf('function-url-encoded-path'), 'JKJaXmPLvHcESHA=');
  assert.equal(await idOf('rest-api-complete'), 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef');
  const traceId = 'Root=1-67a1b2c3-0123456789abcdef01234567';
  assert.equal(await idOf('load-balancer-complete'), traceId);
  assert.equal(await idOf('load-balancer-multi-value'), traceId);
});

test('of a trace id only what the load balancer has made is logged', async () => {
  const { handler, entries } = load();
  const event = eventOf('load-balancer-complete');
  const own = 'Self=1-67a1b2c3-abcdef0123456789abcdef01';
  event.headers['x-amzn-trace-id'] = `${own};user=private;Root=1-67a1b2c3-0123456789abcdef01234567`;
  await handler(event);
  assert.equal(entries.at(-1)?.requestId, own);
});

test('nothing that the viewer sent is logged through any front door', async () => {
  const { handler, entries } = load();
  for (const name of NAMES) await handler(eventOf(name));
  assert.doesNotMatch(JSON.stringify(entries), /203\.0\.113|Bunny|users|curl/);
  assert.equal(entries.length, NAMES.length);
});

test('only debugging logs path and query string', async () => {
  const { handler, entries } = load(undefined, 'debug');
  await handler(eventOf('rest-api-multi-value'));
  await handler(eventOf('http-api-plus'));
  assert.partialDeepStrictEqual(entries, [
    { uri: '/api/media/job_id', querystring: 'input_file=a&input_file=b&x=' },
    { uri: '/api/media/job_id', querystring: 'input_file=a+b%2Bc' },
  ]);
});

test('an unknown event is answered in the form of CloudFront, and logged with what was looked for', async () => {
  const { handler, entries } = load();
  const answer = await handler(/** @type {unknown} */ ({ source: 'aws.events' }));
  assert.partialDeepStrictEqual(answer, { status: '500' });
  assert.match(JSON.stringify(answer), /access-control-allow-origin/);
  assert.match(String(entries[0]?.detail), /found none of Records\[0\]\.cf, requestContext\.http/);
});

test('an event with anything in place of a part is answered in the form of a front door', async () => {
  const { handlers } = load();
  const events = fc.constantFrom(...NAMES).chain((name) => {
    const event = eventOf(name);
    const members = [...Object.keys(event), ...Object.keys(event.requestContext)];
    return fc.record({
      event: fc.constant(event),
      name: fc.constantFrom(...members),
      part: fc.jsonValue(),
    });
  });
  const property = fc.asyncProperty(events, async ({ event, name, part }) => {
    const { requestContext } = event;
    const changed =
      name in event
        ? { ...event, [name]: part }
        : { ...event, requestContext: { ...requestContext, [name]: part } };
    for (const handler of Object.values(handlers)) {
      const answer = await handler(/** @type {unknown} */ (changed));
      assert('status' in answer || typeof answer.body === 'string');
      assert.match(JSON.stringify(answer), /access-control-allow-origin/i);
    }
  });
  await fc.assert(property, { numRuns: 1000 });
});

/**
 * @param {import('../../wrapper/function/replicas.js').Reader} [read]
 * @param {string} [level]
 */
function load(read = reading(JOB), level = 'info') {
  /** @type {import('../../wrapper/function/log.js').Entry[]} */
  const entries = [];
  const config = readFileSync(join(ROOT, 'examples', 'mediaconvert', 'api.json'), 'utf8');
  const core = testCore(JSON.stringify({ ...JSON.parse(config), log: { level } }));
  const handlers = createHandlers({ core, read, log: (entry) => entries.push(entry) });
  return { handlers, handler: handlers.handler, entries };
}

/**
 * @param {string} name
 * @returns {any}
 */
function eventOf(name) {
  return JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8'));
}
