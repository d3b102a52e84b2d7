/** The peers of the benchmark answer as edge-lookup does, so that their figures can be compared. */

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { disagreements } from '../../bench/measure/agreement.js';
import {
  BUNDLED,
  HAND_SIGNED,
  HONO,
  NOTHING,
  OURS,
  PYTHON,
  preparePeers,
  UNBUNDLED,
  WARMED,
} from '../../bench/peers.js';
import { startSampleDynamoDb } from '../../bench/stage/dynamodb.js';
import { COMPLETE, eventText } from '../../bench/stage/event.js';
import { startPeer } from '../../bench/stage/process.js';

const folder = mkdtempSync(join(tmpdir(), 'edge-lookup-bench-'));
const dynamodb = await startSampleDynamoDb();
const { peers, skipped } = await preparePeers(folder, dynamodb);
const ours = await start(OURS);

after(async () => {
  await ours.stop();
  dynamodb.stop();
  rmSync(folder, { recursive: true });
});

test('edge-lookup finds a finished job', async () => {
  const { answer } = await ours.ask([eventText(COMPLETE)]);
  const { status, body } = JSON.parse(answer);
  assert.equal(status, '200');
  assert.equal(JSON.parse(body).job_status, 'COMPLETE');
});

for (const name of [PYTHON, UNBUNDLED, BUNDLED, WARMED, HONO, HAND_SIGNED]) {
  const skip = skipped.find((one) => one.name === name)?.reason;
  test(`the same answers: ${name}`, { skip }, async () => {
    const peer = await start(name);
    try {
      assert.deepEqual(await disagreements(peer, ours), []);
    } finally {
      await peer.stop();
    }
  });
}

test('other answers are noticed', async () => {
  const peer = await start(NOTHING);
  const [first] = await disagreements(peer, ours);
  await peer.stop();
  assert.match(first, /^found: \{"status":"200".* instead of \{"status":"200"/);
});

test('a peer that cannot be loaded says why', async () => {
  const { program } = byName(NOTHING);
  const command = [...program.command.slice(0, -1), '/nowhere/index.js'];
  await assert.rejects(startPeer({ ...program, command }), /ended \(1\).*ERR_MODULE_NOT_FOUND/s);
});

/** @param {string} name */
function start(name) {
  return startPeer(byName(name).program);
}

/** @param {string} name */
function byName(name) {
  const peer = peers.find((peer) => peer.name === name);
  assert(peer, name);
  return peer;
}
