/** The line of a request in the function's log, in whichever Region it is. */

import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { createClients } from '../../wrapper/deploy/logs/groups.js';
import { findLogLine } from '../../wrapper/verify/log-line.js';
import { GROUP, startService } from '../deploy/logs/service.js';
import { pythonSkip } from '../support/python.js';

const ID = '4TyzHTaYWb1GX1qTfsHhEqV6HUDd_BzoBZnwfnvQc_1oF26ClkoUSEQ==';

describe('the line of a request', { skip: pythonSkip(), concurrency: false }, () => {
  /** @type {Awaited<ReturnType<typeof startService>>} */
  let service;
  before(async () => {
    service = await startService();
  });
  beforeEach(() => service.clear());
  after(() => service.stop());

  const find = () => {
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const clients = createClients({ endpoint: service.gate.url, credentials });
    return findLogLine(ID, { stack: 'edge-lookup', since: Date.now(), clients, waitMs: 0 });
  };

  test('is found in the Region where it ran', async () => {
    const line = JSON.stringify({ level: 'info', requestId: ID, status: 200 });
    await service.createGroup('us-east-1', GROUP, [[Date.now(), '{"requestId":"other"}']]);
    await service.createGroup('ap-northeast-1', GROUP, [[Date.now(), line]]);
    const { outcome, said } = await find();
    assert.deepEqual([outcome, said], ['right', 'in ap-northeast-1']);
  });

  test('that is nowhere is wrong, with what may be the reason', async () => {
    await service.createGroup('us-east-1', GROUP, [[Date.now(), '{"requestId":"other"}']]);
    const { outcome, said } = await find();
    assert.equal(outcome, 'wrong');
    assert.match(
      said,
      /^in none of 1 log groups of edge-lookup in 13 Regions after 0 s: edge-lookup logs/,
    );
  });

  test('cannot be looked for without a permission, which is said', async () => {
    service.gate.refuse = () => 'deny';
    const { outcome, said } = await find();
    assert.equal(outcome, 'open');
    assert.match(said, /^no Region can be asked; us-east-1: AWS refuses logs:DescribeLogGroups/);
  });

  test('is looked for where there is a permission, and the others are named', async () => {
    service.gate.refuse = ({ region }) => (region === 'eu-west-1' ? 'deny' : undefined);
    const { outcome, said } = await find();
    assert.equal(outcome, 'open');
    assert.match(
      said,
      /^in none of 0 log groups of edge-lookup in 12 Regions; eu-west-1: AWS refuses/,
    );
  });
});
