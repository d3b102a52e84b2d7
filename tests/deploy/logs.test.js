/** Which log groups `npm run logs` finds, and what it sets; with moto for CloudWatch Logs. */

import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { pythonSkip } from '../support/python.js';
import { follow, start } from './logs/command.js';
import { GROUP, startService } from './logs/service.js';

describe('npm run logs', { skip: pythonSkip() }, () => {
  /** @type {Awaited<ReturnType<typeof startService>>} */
  let logs;
  before(async () => {
    logs = await startService();
  });
  afterEach(() => logs.clear());
  after(() => logs.stop());

  test('lists the groups of all Regions, and with --plan changes nothing', async () => {
    await logs.createGroup('us-east-1', GROUP);
    await logs.createGroup('us-east-1', '/aws/lambda/edge-lookup');
    await logs.createGroup('ap-northeast-1', GROUP, [[Date.now(), 'x'.repeat(1_234)]]);
    await logs.createGroup('ap-northeast-1', '/aws/lambda/edge-lookup');
    await logs.createGroup('eu-west-1', `${GROUP}-of-another`);
    await logs.createGroup('sa-east-1', '/aws/cloudfront/LambdaEdge/EDFDVBD6EXAMPLE');
    const { code, stdout, stderr } = await run('--plan', '--distribution', 'EDFDVBD6EXAMPLE');
    assert.equal(
      stdout,
      `\
REGION          LOG GROUP                                   SIZE     RETENTION
us-east-1       /aws/lambda/us-east-1.edge-lookup           0 bytes  never
us-east-1       /aws/lambda/edge-lookup                     0 bytes  never
ap-northeast-1  /aws/lambda/us-east-1.edge-lookup           1.2 kB   never
sa-east-1       /aws/cloudfront/LambdaEdge/EDFDVBD6EXAMPLE  0 bytes  never

Never deletes a line: us-east-1 /aws/lambda/us-east-1.edge-lookup, us-east-1 /aws/lambda/edge-lookup, ap-northeast-1 /aws/lambda/us-east-1.edge-lookup, sa-east-1 /aws/cloudfront/LambdaEdge/EDFDVBD6EXAMPLE. --retention 14, for example, sets 14 days for all groups.

Nothing is changed with --plan.
`,
    );
    assert.deepEqual([code, stderr, logs.gate.writes], [0, '', []]);
  });

  test('changes no retention unasked', async () => {
    await logs.createGroup('us-east-1', GROUP);
    await follow(logs.gate.url);
    assert.deepEqual(logs.gate.writes, []);
  });

  test('lists with --plan what --retention would set', async () => {
    await logs.createGroup('us-east-1', GROUP);
    const { stdout } = await run('--plan', '--retention', '3');
    assert.match(
      stdout,
      /^Retention to set, after which CloudWatch Logs deletes lines:\n {2}us-east-1 \S+edge-lookup: never → 3 days$/m,
    );
    assert.deepEqual(logs.gate.writes, []);
  });

  test('names only the groups that never delete', async () => {
    await logs.createGroup('us-east-1', GROUP);
    await follow(logs.gate.url, ['--retention', '30']);
    const { stdout } = await run('--plan');
    assert.doesNotMatch(stdout, /Never deletes/);
  });

  test('sets the retention once', async () => {
    await logs.createGroup('us-east-1', GROUP);
    await logs.createGroup('eu-west-2', GROUP);
    await follow(logs.gate.url, ['--retention', '3']);
    assert.deepEqual(await logs.retentions(), [
      ['us-east-1', GROUP, 3],
      ['eu-west-2', GROUP, 3],
    ]);
    logs.gate.writes = [];
    const { stdout } = await follow(logs.gate.url, ['--retention', '3']);
    assert.match(stdout, /Retention: nothing to change\./);
    assert.deepEqual(logs.gate.writes, []);
  });

  test('says what it sets before it does', async () => {
    await logs.createGroup('us-east-1', GROUP);
    let printed = '';
    logs.gate.refuse = ({ operation }) => {
      if (operation === 'PutRetentionPolicy') printed = command.stdout();
      return undefined;
    };
    const command = start(logs.gate.url, ['--retention', '3']);
    await command.prints('Following');
    await command.end();
    assert.match(printed, /us-east-1 \S+edge-lookup: never → 3 days/);
  });

  test('takes a retention away', async () => {
    await logs.createGroup('us-east-1', GROUP);
    await follow(logs.gate.url, ['--retention', '1']);
    assert.deepEqual(await logs.retentions(), [['us-east-1', GROUP, 1]]);
    const { stdout } = await follow(logs.gate.url, ['--retention', 'never']);
    assert.match(stdout, /us-east-1 \S+edge-lookup: 1 day → never/);
    assert.deepEqual(await logs.retentions(), [['us-east-1', GROUP, undefined]]);
  });

  test('waits for the first request if there is no group', async () => {
    await logs.createGroup('us-east-1', GROUP);
    const planned = await run('--plan', '--stack', 'other');
    assert.match(planned.stdout, /^the function has not answered anywhere yet: .* "other" .*\n/);
    assert.equal(planned.code, 0);
    const { code, stdout, stderr } = await follow(logs.gate.url, ['--stack', 'other']);
    assert.match(stdout, /^the function has not answered anywhere yet: /);
    assert.deepEqual([code, stderr, logs.gate.writes], [0, '', []]);
  });

  test('goes on without a Region that denies or does not answer', async () => {
    await logs.createGroup('us-east-1', GROUP);
    logs.gate.refuse = ({ region }) =>
      region === 'eu-west-2' ? 'deny' : region === 'us-west-1' ? 'disconnect' : undefined;
    const { code, stdout, stderr } = await run('--plan');
    const [first, second, ...others] = stderr.split('\n');
    assert.match(first, /^edge-lookup: us-west-1: cannot reach AWS for logs:DescribeLogGroups/);
    assert.match(second, /^edge-lookup: eu-west-2: AWS refuses logs:DescribeLogGroups/);
    assert.deepEqual(others, ['']);
    assert.match(stdout, /^us-east-1 /m);
    assert.equal(code, 0);
  });

  test('fails in one line if all Regions do', async () => {
    logs.gate.refuse = () => 'deny';
    const { code, stdout, stderr } = await run();
    assert.match(stderr, /^edge-lookup: no Region can be asked for logs; us-east-1: .*\n$/);
    assert.deepEqual([code, stdout], [1, '']);
  });

  test('fails in one line without credentials', async () => {
    const env = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' };
    const { code, stdout, stderr } = await start(logs.gate.url, ['--plan'], env).ended;
    assert.match(stderr, /^edge-lookup: .*no AWS credentials.*\n$/);
    assert.deepEqual([code, stdout], [1, '']);
  });

  /** @param {string[]} args */
  function run(...args) {
    return start(logs.gate.url, args).ended;
  }
});
