/** `edge-lookup invoke`: one event, the function's result, CloudFront's verdict, an exit code. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const FOLDER = mkdtempSync(join(tmpdir(), 'edge-lookup-invoke-'));
after(() => rmSync(FOLDER, { recursive: true }));

const COMMAND = fileURLToPath(new URL('../../wrapper/cli/main.js', import.meta.url));

/** @param {string} name @param {string} content */
function file(name, content) {
  writeFileSync(join(FOLDER, name), content);
  return name;
}

/**
 * The command, run in the folder of the files.
 *
 * @param {string[]} args
 * @param {string} [input]
 */
async function invoke(args, input = '') {
  const child = spawn(process.execPath, [COMMAND, 'invoke', ...args], {
    cwd: FOLDER,
  });
  child.stdin.end(input);
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { stdout, stderr, code };
}

/** @param {string} querystring @param {string} [eventType] */
const event = (querystring, eventType = 'viewer-request') =>
  JSON.stringify({
    Records: [
      {
        cf: {
          config: { eventType },
          request: { method: 'GET', uri: '/api/media/job_id', querystring, headers: {} },
        },
      },
    ],
  });

const EVENT = file('event.json', event('input_file=Big+Buck+Bunny.mp4'));

/** @param {string} name @param {string} body of the handler */
const handler = (name, body) =>
  file(`${name}.mjs`, `export const handler = async (event, context) => { ${body} };`);

test("this project's function reads its sample items; the result is all of the output", async () => {
  const { stdout, stderr, code } = await invoke([EVENT]);
  assert.equal(code, 0, stderr);
  const { status, body } = JSON.parse(stdout);
  assert.equal(status, '200');
  assert.equal(body, '{"success":true,"job_id":"c123456789012-smb6o7"}');
  assert.match(stderr, /✓ CloudFront would send this at viewer-request\.\n$/);
});

test('the event may come by the standard input', async () => {
  const { stdout, code } = await invoke(['-'], event('input_file='));
  assert.equal(code, 0);
  assert.equal(JSON.parse(stdout).status, '422');
});

test('what a function logs does not mix with its result', async () => {
  const own = handler('logs', `console.log('hello'); return { status: '204' };`);
  const { stdout, stderr } = await invoke([EVENT, '--handler', own]);
  assert.deepEqual(JSON.parse(stdout), { status: '204' });
  assert.match(stderr, /^hello\n/);
});

test('what CloudFront would refuse is printed with every rule, and the exit code is 1', async () => {
  const own = handler('refused', `return { statusCode: 200, headers: { via: [{ value: 'a' }] } };`);
  const { stdout, stderr, code } = await invoke([EVENT, '--handler', own]);
  assert.equal(code, 1);
  assert.equal(JSON.parse(stdout).statusCode, 200);
  assert.match(stderr, /^✗ CloudFront would answer 502 LambdaValidationError:\n/);
  assert.match(stderr, /^ {2}statusIsPresent: .*https:/m);
  assert.match(stderr, /^ {2}headerIsNotReadOnly: .*https:/m);
});

test('the limits are those of the event', async () => {
  const own = handler('large', `return { status: '200', body: 'a'.repeat(50_000) };`);
  const at = async (/** @type {string} */ eventType) =>
    (await invoke(['-', '--handler', own], event('', eventType))).code;
  assert.deepEqual([await at('viewer-request'), await at('origin-request')], [1, 0]);
});

test('an event of a response is judged too', async () => {
  const cf = JSON.parse(event('', 'origin-response')).Records[0].cf;
  const response = { status: '200', statusDescription: 'OK', headers: {} };
  const given = JSON.stringify({ Records: [{ cf: { ...cf, response } }] });
  const same = handler('same-response', 'return event.Records[0].cf.response;');
  const accepted = await invoke(['-', '--handler', same], given);
  assert.match(accepted.stderr, /✓ CloudFront would send this at origin-response/);
  const via = `{ status: '200', headers: { via: [{ value: 'a' }] } }`;
  const refused = await invoke(['-', '--handler', handler('via', `return ${via};`)], given);
  assert.match(refused.stderr, /readOnlyHeadersAreUnchanged/);
});

test('a request to go on with is accepted unless it changes what is read-only', async () => {
  const same = handler('same', 'return event.Records[0].cf.request;');
  const post = handler('post', `return { ...event.Records[0].cf.request, method: 'POST' };`);
  const accepted = await invoke([EVENT, '--handler', same]);
  assert.equal(accepted.code, 0);
  assert.match(accepted.stderr, /✓ CloudFront would go on with this request at viewer-request/);
  const refused = await invoke([EVENT, '--handler', post]);
  assert.equal(refused.code, 1);
  assert.match(refused.stderr, /methodIsUnchanged/);
});

/** @param {string} name Of a file in `tests/events/`. */
const eventFile = (name) => fileURLToPath(new URL(`../events/${name}.json`, import.meta.url));

for (const [name, sender] of [
  ['http-api-complete', 'An HTTP API'],
  ['rest-api-complete', 'A REST API'],
  ['function-url-encoded-path', 'A function URL'],
  ['load-balancer-complete', 'A load balancer'],
  ['load-balancer-multi-value', 'A load balancer with multi-value headers'],
]) {
  test(`the event ${name} is answered and judged by its front door`, async () => {
    const { stdout, stderr, code } = await invoke([eventFile(name)]);
    assert.equal(code, 0, stderr);
    assert.equal(typeof JSON.parse(stdout).statusCode, 'number');
    assert.ok(stderr.endsWith(`✓ ${sender} would send this.\n`), stderr);
  });
}

test('an event whose Records are null is not of CloudFront', async () => {
  const whole = JSON.parse(readFileSync(eventFile('http-api-complete'), 'utf8'));
  const { stderr, code } = await invoke(['-'], JSON.stringify({ ...whole, Records: null }));
  assert.equal(code, 0, stderr);
  assert.ok(stderr.endsWith('✓ An HTTP API would send this.\n'), stderr);
});

test('what another front door would refuse is printed with every rule', async () => {
  const own = handler('cloudfronts', `return { status: '200', body: {} };`);
  const { stderr, code } = await invoke([eventFile('rest-api-complete'), '--handler', own]);
  assert.equal(code, 1);
  assert.match(stderr, /^✗ A REST API would answer 502 MalformedProxyResponse:\n/);
  assert.match(stderr, /^ {2}statusCodeIsAStatus: .*https:/m);
  assert.match(stderr, /^ {2}bodyIsText: .*https:/m);
});

test('an HTTP API takes any JSON in payload format 2.0, and not in 1.0', async () => {
  const own = handler('any-json', 'return { hello: 1 };');
  const codeOf = async (/** @type {string} */ name) =>
    (await invoke([eventFile(name), '--handler', own])).code;
  assert.equal(await codeOf('http-api-complete'), 0);
  assert.equal(await codeOf('http-api-1-decoded'), 1);
});

/** @type {[what: string, body: string, options: string[], said: RegExp][]} */
const FAILING = [
  [
    'throws',
    `throw new Error('boom');`,
    [],
    /^✗ .* 503 LambdaExecutionError:\n.*threw Error: boom/,
  ],
  [
    'exits with 0',
    'process.exit(0);',
    [],
    /^✗ .* 503 LambdaExecutionError:\n.*its process exited with code 0/,
  ],
  [
    'is busy over its time',
    'for (;;);',
    ['--timeout', '0.05'],
    /^✗ .* 503 LambdaLimitExceeded:\n.*within 50 ms/,
  ],
  [
    'does not answer in time',
    'return new Promise((resolve) => setTimeout(resolve, 60_000));',
    ['--timeout', '0.05'],
    /^✗ .* 503 LambdaLimitExceeded:\n.*within 50 ms/,
  ],
];

for (const [what, body, options, said] of FAILING) {
  test(`a function that ${what} has no result, and the exit code is 1`, async () => {
    const own = handler('failing', body);
    const { stdout, stderr, code } = await invoke([EVENT, '--handler', own, ...options]);
    assert.deepEqual([stdout, code], ['', 1]);
    assert.match(stderr, said);
  });
}

test('a long result arrives in full by a pipe', async () => {
  const long = handler('long', `return { status: '200', body: 'a'.repeat(900_000) };`);
  const { stdout } = await invoke(['-', '--handler', long], event('', 'origin-request'));
  assert.equal(JSON.parse(stdout).body.length, 900_000);
});

test('a function finds the environment and the context that Lambda gives it', async () => {
  const asks = handler(
    'asks',
    `return { status: '200', body: JSON.stringify([process.env.AWS_REGION, context]) };`,
  );
  const { stdout } = await invoke([EVENT, '--handler', asks]);
  const [region, context] = JSON.parse(JSON.parse(stdout).body);
  assert.ok(region);
  assert.match(context.invokedFunctionArn, /^arn:aws:lambda:us-east-1:\d{12}:function:/);
  assert.equal(context.memoryLimitInMB, '128');
});

test('a module that Lambda would not take for one is not loaded here either', async () => {
  const guess = file('guess.js', `export const handler = async () => ({ status: '204' });`);
  const { code, stderr } = await invoke([EVENT, '--handler', guess]);
  assert.equal(code, 2);
  assert.match(stderr, /guess\.js cannot be loaded: SyntaxError/);
});

test('a handler with a callback runs with the rules of its runtime', async () => {
  const own = file('old.cjs', `exports.handler = (a, b, done) => done(null, { status: '204' });`);
  const { stdout, code } = await invoke([EVENT, '--runtime', 'nodejs22.x', '--handler', own]);
  assert.deepEqual([JSON.parse(stdout), code], [{ status: '204' }, 0]);
});

test('another export is named after #', async () => {
  const own = file('several.mjs', `export const main = async () => ({ status: '204' });`);
  assert.equal((await invoke([EVENT, '--handler', `${own}#main`])).code, 0);
});

test('an event may begin with a byte order mark', async () => {
  const marked = file('marked.json', `\ufeff${event('')}`);
  assert.equal((await invoke([marked])).code, 0);
});

test('a CommonJS module is a module too', async () => {
  const own = file('common.cjs', `exports.handler = async () => ({ status: '204' });`);
  assert.equal((await invoke([EVENT, '--handler', own])).code, 0);
});

/** @type {[what: string, args: string[], code: number, said: RegExp][]} */
const MISTAKES = [
  ['no event', [], 2, /missing required argument 'event'/],
  ['two events', [EVENT, EVENT], 2, /too many arguments/],
  ['an unknown option', [EVENT, '--lenient'], 2, /--lenient/],
  ['a timeout of 0', [EVENT, '--timeout', '0'], 2, /--timeout needs seconds/],
  ['data for another function', [EVENT, '--data', 'd', '--handler', 'h'], 2, /drop one/],
  [
    'a runtime without a handler',
    [EVENT, '--runtime', 'nodejs22.x'],
    2,
    /--runtime is for functions of your own: .*--handler FILE/,
  ],
  [
    'a runtime that edges do not have',
    [EVENT, '--runtime', 'nodejs20.x', '--handler', 'h'],
    2,
    /--runtime needs nodejs24\.x or nodejs22\.x, is "nodejs20\.x"/,
  ],
  ['no such event', ['nothing.json'], 2, /nothing\.json cannot be read/],
  ['an event that is no JSON', [file('text.json', 'hello')], 2, /text\.json is not JSON/],
  [
    'an event of a response',
    [file('response.json', event('', 'viewer-response'))],
    2,
    /an event of viewer-response has a response/,
  ],
  [
    'JSON that is no event',
    [file('object.json', '{}')],
    2,
    /this cannot be invoked: no known event: found none of Records/,
  ],
  ['null', [file('null.json', 'null')], 2, /this cannot be invoked: no known event/],
  ['no such module', [EVENT, '--handler', 'nothing.mjs'], 2, /there is no file .*nothing\.mjs/],
  [
    'a module with a mistake',
    [EVENT, '--handler', file('broken.mjs', 'export const handler = (')],
    2,
    /broken\.mjs cannot be loaded: SyntaxError.*--check/,
  ],
  [
    'a module without handler',
    [EVENT, '--handler', file('other.mjs', 'export const main = () => {};')],
    2,
    /exports main, and no function called handler/,
  ],
  [
    'a handler with a callback',
    [EVENT, '--handler', file('callback.mjs', 'export const handler = (a, b, done) => done();')],
    2,
    /takes a callback, .* async function/,
  ],
];

test('standard input that is not JSON is called so, on one line', async () => {
  const { code, stderr } = await invoke(['-'], 'garbage\n');
  assert.equal(code, 2);
  assert.match(stderr, /^edge-lookup: standard input is not JSON: [^\n]+\n$/);
});

for (const [what, args, code, said] of MISTAKES) {
  test(`${what} is one line that says what to do`, async () => {
    const ended = await invoke(args);
    assert.equal(ended.code, code);
    assert.equal(ended.stdout, '');
    assert.match(ended.stderr, /^edge-lookup: [^\n]+\n$/);
    assert.match(ended.stderr, said);
  });
}

test('--help explains the command', async () => {
  const { stdout, code } = await invoke(['--help']);
  assert.equal(code, 0);
  assert.match(stdout, /^Usage: edge-lookup invoke \[options\] <event>/);
});

for (const [file, route, body] of [
  [
    'job-id.json',
    'mediaConvertInputFileToJobIdEdgeApi',
    '{"success":true,"job_id":"c123456789012-smb6o7"}',
  ],
  ['status.json', 'mediaConvertJobIdToStatusEdgeApi', /^{"success":true,"job_status":"COMPLETE",/],
]) {
  test(`the example's event ${file}, which has no uri, is answered by its route`, async () => {
    const path = fileURLToPath(
      new URL(`../../examples/mediaconvert/events/${file}`, import.meta.url),
    );
    const { stdout, stderr, code } = await invoke([path, '--route', String(route)]);
    assert.equal(code, 0, stderr);
    const answer = JSON.parse(stdout);
    if (typeof body === 'string') assert.equal(answer.body, body);
    else assert.match(answer.body, /** @type {RegExp} */ (body));
    assert.equal(JSON.parse((await invoke([path])).stdout).status, '404');
  });
}

test('a route that the API does not have is one line that names those that it has', async () => {
  const { stderr, code } = await invoke([EVENT, '--route', 'nothing']);
  assert.equal(code, 2);
  assert.match(
    stderr,
    /^edge-lookup: there is no route "nothing": there are mediaConvert[^\n]+\n$/,
  );
});
