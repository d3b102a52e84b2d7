/** Which options `npm run logs` refuses. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { start } from './logs/command.js';

/** Nobody listens there. */
const NOWHERE = 'http://127.0.0.1:9';

for (const args of [
  ['--retention', '2'],
  ['--retention', 'forever'],
  ['--retention', ''],
  ['--since', '5'],
  ['--since', '-5m'],
  ['--stack', 'a b'],
  ['--stack', ''],
  ['--distribution', 'https://example.com'],
  ['--nothing'],
  ['name'],
]) {
  test(`refuses ${JSON.stringify(args.join(' '))} in one line`, async () => {
    const { code, stdout, stderr } = await start(NOWHERE, args).ended;
    assert.match(stderr, /^edge-lookup: .*\n$/);
    assert.deepEqual([code, stdout], [2, '']);
  });
}

test('names the retentions that there are', async () => {
  const { stderr } = await start(NOWHERE, ['--retention', '4']).ended;
  assert.match(stderr, / needs "never", or days out of 1, 3, 5, 7, 14, 30, .*, 3653\n$/);
});

test('shows them all with --help', async () => {
  const { code, stdout } = await start(NOWHERE, ['--help']).ended;
  assert.match(
    stdout,
    /--stack <name> .*--distribution <id> .*--retention <days> .*--since .*--plan /s,
  );
  assert.equal(code, 0);
});
