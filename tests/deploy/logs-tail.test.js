/** How `npm run logs` follows the logs; with moto for CloudWatch Logs. */

import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { tail } from '../../wrapper/deploy/logs/tail.js';
import { pythonSkip } from '../support/python.js';
import { until } from './command.js';
import { follow } from './logs/command.js';
import { GROUP, startService } from './logs/service.js';

describe('npm run logs', { skip: pythonSkip() }, () => {
  /** @type {Awaited<ReturnType<typeof startService>>} */
  let logs;
  before(async () => {
    logs = await startService();
  });
  afterEach(() => logs.clear());
  after(() => logs.stop());

  test('shows the lines of all Regions in order, and those that come', async () => {
    const now = Date.now();
    await logs.createGroup('us-east-1', GROUP, [
      [now - 600_000, 'too old'],
      [now - 40_000, 'first'],
      [now - 20_000, 'third'],
    ]);
    await logs.createGroup('ap-south-1', GROUP, [
      [now - 30_000, '{"level":"info","status":200,"route":"second","durationMs":1}\n'],
      [now - 25_000, 'END RequestId: 1\n'],
      [now - 10_000, 'fourth\x1b[2J'],
    ]);
    const { code, stdout, stderr } = await follow(logs.gate.url, [], async ({ prints }) => {
      await prints('fourth');
      await logs.putLines('ap-south-1', GROUP, [[now - 1, 'sixth']]);
      await logs.putLines('us-east-1', GROUP, [[now - 2, 'fifth']]);
      await prints('sixth');
    });
    const time = (/** @type {number} */ ago) => new Date(now - ago).toISOString();
    assert.equal(
      stdout.slice(stdout.indexOf('\n', stdout.indexOf('Following')) + 1),
      `\
${time(40_000)} us-east-1      first
${time(30_000)} ap-south-1     200 second 1 ms
${time(20_000)} us-east-1      third
${time(10_000)} ap-south-1     fourth\\u{1b}[2J
${time(2)} us-east-1      fifth
${time(1)} ap-south-1     sixth
`,
    );
    assert.deepEqual([code, stderr], [0, '']);
  });

  test('begins as far back as asked', async () => {
    const now = Date.now();
    await logs.createGroup('us-east-1', GROUP, [
      [now - 3_700_000, 'too old'],
      [now - 3_500_000, 'not too old'],
    ]);
    const { stdout } = await follow(logs.gate.url, ['--since', '1h'], ({ prints }) =>
      prints(' not too old'),
    );
    assert.doesNotMatch(stdout, / {2}too old/);
  });

  test('finds a Region that comes, and a group that was made anew', async () => {
    await logs.createGroup('us-east-1', GROUP);
    /** @type {string[]} */
    const seen = [];
    const ended = new AbortController();
    const tailing = tail({
      clients: logs.clients,
      of: { name: 'edge-lookup' },
      groups: [{ region: 'us-east-1', name: GROUP, bytes: 0 }],
      failed: [],
      since: Date.now() - 60_000,
      signal: ended.signal,
      onFound: async (groups) => void seen.push(...groups.map(({ region }) => `found ${region}`)),
      onEvent: ({ region, message }) => void seen.push(`${region} says ${message}`),
      warn: (line) => void seen.push(line),
      pollMs: 50,
      lookMs: 300,
    });
    await logs.createGroup('eu-central-1', GROUP, [[Date.now(), 'a']]);
    await until(() => seen.includes('eu-central-1 says a'));
    await logs.deleteGroup('us-east-1', GROUP);
    await sleep(200);
    await logs.createGroup('us-east-1', GROUP, [[Date.now(), 'b']]);
    await until(() => seen.includes('us-east-1 says b'));
    ended.abort();
    await tailing;
    assert.deepEqual(seen, [
      'found eu-central-1',
      'eu-central-1 says a',
      'found us-east-1',
      'us-east-1 says b',
    ]);
  });

  test('shows lines though it may not set the retention', async () => {
    await logs.createGroup('us-east-1', GROUP, [[Date.now(), 'line']]);
    logs.gate.refuse = ({ operation }) => (operation === 'PutRetentionPolicy' ? 'deny' : undefined);
    const { code, stderr } = await follow(logs.gate.url, ['--retention', '3'], ({ prints }) =>
      prints(' line\n'),
    );
    assert.match(stderr, /^edge-lookup: us-east-1: AWS refuses logs:PutRetentionPolicy.*\n$/);
    assert.equal(code, 0);
  });

  test('says once that a Region fails, and goes on', async () => {
    await logs.createGroup('us-east-1', GROUP);
    const { stderr } = await follow(logs.gate.url, [], async ({ prints }) => {
      let refused = 0;
      logs.gate.refuse = () => {
        refused += 1;
        return 'deny';
      };
      await until(() => refused > 1);
      logs.gate.refuse = () => undefined;
      await logs.putLines('us-east-1', GROUP, [[Date.now(), 'line']]);
      await prints(' line\n');
    });
    assert.match(stderr, /^edge-lookup: us-east-1: AWS refuses logs:FilterLogEvents.*\n$/);
  });
});
