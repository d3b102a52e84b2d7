/** `edge-lookup verify` as it is called. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startCommand } from '../deploy/command.js';
import { startDeployment } from './deployment.js';

const EXAMPLE = fileURLToPath(new URL('../../examples/price/', import.meta.url));
const CONFIG = ['--config', `${EXAMPLE}api.json`];

/** @type {[what: string, args: string[], said: RegExp][]} */
const WRONG = [
  ['no URL', [], /missing required argument 'url'/],
  ['http', ['http://www.example.com'], /the URL has to be https and without a path/],
  ['a path', ['https://www.example.com/a'], /the URL has to be https and without a path/],
  ['credentials', ['https://a:b@www.example.com'], /the URL has to be https/],
  ['what is no URL', ['www.example.com'], /has to be https .* is "www\.example\.com"/],
  [
    'a request that is no path',
    ['https://a.invalid', '--request', 'a b'],
    /--request needs a path/,
  ],
  [
    'a lookup of no route',
    ['https://a.invalid', '--request', '/a'],
    /--request \/a: the API refuses/,
  ],
  [
    'a trigger that there is not',
    ['https://a.invalid', '--trigger', 'a'],
    /--trigger needs viewer-/,
  ],
];

for (const [what, args, said] of WRONG) {
  test(`${what} is one line, exit code 2`, async () => {
    const { code, stdout, stderr } = await startCommand('verify', [...args, ...CONFIG], {}).ended;
    assert.match(stderr, said);
    assert.match(stderr, /^edge-lookup: [^\n]+\n$/);
    assert.deepEqual([code, stdout], [2, '']);
  });
}

test('a right deployment has exit code 0, and says what it could not look for', async () => {
  const { origin, stop } = await startDeployment('price');
  const items = ['--items', `${EXAMPLE}items.json`];
  const args = [origin.origin, ...CONFIG, ...items];
  const { code, stdout } = await startCommand('verify', args, {}).ended;
  await stop();
  assert.match(
    stdout,
    /^ {2}– A line in the log · not looked for: cannot reach AWS for cloudformation:/m,
  );
  assert.match(stdout, /^Nothing differs from the local edge\.$/m);
  assert.equal(code, 0);
});

test('one that differs has exit code 1', async () => {
  const { origin, stop } = await startDeployment('price', {
    break: (reply) => {
      reply.body = '';
    },
  });
  const { code, stdout } = await startCommand('verify', [origin.origin, ...CONFIG], {}).ended;
  await stop();
  assert.match(stdout, /^What differs from the local edge$/m);
  assert.equal(code, 1);
});
