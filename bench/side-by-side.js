/** Measures all peers in one run, in turns. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { step } from '../wrapper/terminal.js';
import { disagreements } from './measure/agreement.js';
import { coldStart } from './measure/cold.js';
import { medians } from './measure/median.js';
import { ownCode } from './measure/own-code.js';
import { takeTurns } from './measure/rounds.js';
import { firstLoad, wasmBytes } from './measure/sizes.js';
import { limitedMemory, limitedRequests, warmRequests } from './measure/warm.js';
import { OURS, preparePeers } from './peers.js';
import { startSampleDynamoDb } from './stage/dynamodb.js';
import { findLimits } from './stage/limits.js';
import { startPeer } from './stage/process.js';

/** @import { Peer, Skipped } from './peers.js' */
/** @import { Limits } from './stage/limits.js' */

/** How many fresh processes of each peer count. */
export const STARTS = 21;

/** @typedef {Awaited<ReturnType<typeof measureSideBySide>>} Measured */

export async function measureSideBySide() {
  const folder = mkdtempSync(join(tmpdir(), 'edge-lookup-bench-'));
  const dynamodb = await startSampleDynamoDb();
  try {
    const prepared = await step('Building the peers', () => preparePeers(folder, dynamodb));
    const { agreed, disagreed } = await step('Comparing their answers', () =>
      agree(prepared.peers),
    );
    const cold = await step(`Cold starts, ${STARTS} of each`, () => coldStarts(agreed));
    const warm = await step('Warm requests', () => warmRequests(agreed));
    const found = findLimits();
    const limited = 'limits' in found ? await measureLimited(agreed, found.limits) : found;
    const own = await step('Own code', ownCode);
    return {
      peers: agreed,
      skipped: [...prepared.skipped, ...disagreed],
      cold,
      warm,
      limited,
      own,
      bytes: {
        zip: agreed.find(({ name }) => name === OURS)?.bytes ?? Number.NaN,
        wasm: wasmBytes(),
        browser: Object.values(await firstLoad()).reduce((a, b) => a + b),
      },
    };
  } finally {
    dynamodb.stop();
    rmSync(folder, { recursive: true });
  }
}

/**
 * @param {Peer[]} peers
 * @returns {Promise<{ agreed: Peer[], disagreed: Skipped[] }>}
 */
async function agree(peers) {
  const our = peers.find(({ name }) => name === OURS);
  if (our === undefined) throw new Error(`there is no ${OURS}`);
  const ours = await startPeer(our.program);
  const [agreed, disagreed] = [[our], /** @type {Skipped[]} */ ([])];
  for (const peer of peers.filter((peer) => peer !== our)) {
    const wrong = peer.answers === false ? [] : await compare(peer);
    if (wrong.length === 0) agreed.push(peer);
    else disagreed.push({ name: peer.name, reason: `answers otherwise: ${wrong.join('; ')}` });
  }
  await ours.stop();
  return { agreed: peers.filter((peer) => agreed.includes(peer)), disagreed };

  /** @param {Peer} peer */
  async function compare({ program }) {
    const running = await startPeer(program);
    try {
      return await disagreements(running, ours);
    } finally {
      await running.stop();
    }
  }
}

/**
 * @param {Peer[]} peers
 * @param {Limits} [limits]
 */
async function coldStarts(peers, limits) {
  const turns = await takeTurns(peers, STARTS + 1, async (peer) => {
    const enclosure = limits?.('edge-lookup-bench-cold');
    try {
      return await coldStart(peer, enclosure);
    } finally {
      enclosure?.close();
    }
  });
  // The first round finds files that are not in memory yet.
  return new Map([...turns].map(([name, rounds]) => [name, medians(rounds.slice(1))]));
}

/**
 * @param {Peer[]} peers
 * @param {Limits} limits
 */
async function measureLimited(peers, limits) {
  const cold = await step('Cold starts under limits', () => coldStarts(peers, limits));
  const warm = await step('Warm requests under limits', () => limitedRequests(peers, limits));
  const memory = await step('Memory under limits', () =>
    takeTurns(peers, 1, (peer) => limitedMemory(peer, limits)),
  );
  return { cold, warm, memory };
}
