/** What a person at the terminal is asked, and what a script is not. */

import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { confirm } from '../../wrapper/terminal.js';

for (const answer of ['y\n', 'Y\n', 'yes\n', ' yes \n']) {
  test(`${JSON.stringify(answer)} is a yes`, async () => {
    await ask(answer);
  });
}

for (const answer of ['\n', 'n\n', 'no\n', 'yesterday\n', '']) {
  test(`${JSON.stringify(answer)} is none`, async () => {
    await assert.rejects(ask(answer), { message: 'nothing was changed', exitCode: 1 });
  });
}

test('the question is asked', async () => {
  assert.equal(await ask('y\n'), 'Change it? [y/N] ');
});

test('where nobody is, nothing is asked', async () => {
  assert.equal(await ask('n\n', false), '');
});

/**
 * @param {string} answer What comes in before the input ends.
 * @param {boolean} [isTTY]
 */
async function ask(answer, isTTY = true) {
  const input = Object.assign(new PassThrough(), { isTTY });
  const output = new PassThrough();
  let asked = '';
  output.setEncoding('utf8').on('data', (chunk) => {
    asked += chunk;
  });
  input.end(answer);
  await confirm('Change it?', { input, output });
  return asked;
}
