/** Warm requests, one after the other, and the memory that they take. */

import { COMPLETE, eventText, FOUND } from '../stage/event.js';
import { startPeer } from '../stage/process.js';
import { medians } from './median.js';
import { takeTurns } from './rounds.js';

/** @import { Peer } from '../peers.js' */
/** @import { Limits } from '../stage/limits.js' */
/** @import { RunningPeer } from '../stage/process.js' */

const EVENTS = [eventText(FOUND), eventText(COMPLETE)];
const MB = 1_000_000;

/** How many requests a round has, and how many rounds count after the first. */
export const REQUESTS = 2_000;
export const ROUNDS = 5;

/** With a share of a processor, rounds are shorter. */
export const LIMITED_REQUESTS = 50;
const WARM_UP = 500;

/** How many requests memory is measured after. */
export const MEMORY_AFTER = 4_000;

/**
 * What a request takes in processor time and in all, and the most memory that the process has had.
 *
 * @param {Peer[]} peers
 * @returns {Promise<Map<string, { cpuUs: number, wallUs: number, peakMb: number | undefined }>>}
 */
export async function warmRequests(peers) {
  const { running, stop } = await startAll(peers);
  try {
    /** @type {Map<string, number | undefined>} */
    const peaks = new Map();
    const turns = await takeTurns(running, ROUNDS + 1, async ({ name, peer }, round) => {
      const took = await requests(peer, REQUESTS);
      if ((round + 1) * REQUESTS === MEMORY_AFTER) peaks.set(name, megabytes(peer)?.peak);
      return took;
    });
    return new Map(
      [...turns].map(([name, rounds]) => {
        return [name, { ...medians(rounds.slice(1)), peakMb: peaks.get(name) }];
      }),
    );
  } finally {
    await stop();
  }
}

/**
 * What a request takes with the memory's limit and a share of a processor.
 *
 * @param {Peer[]} peers
 * @param {Limits} limits
 */
export async function limitedRequests(peers, limits) {
  const { running, stop } = await startAll(peers, limits);
  try {
    for (const { peer, enclosure } of running) {
      // Warm is warm: that is reached with a whole processor.
      await requests(peer, WARM_UP);
      enclosure?.limitCpu();
    }
    const turns = await takeTurns(running, ROUNDS, ({ peer }) => requests(peer, LIMITED_REQUESTS));
    return new Map([...turns].map(([name, rounds]) => [name, medians(rounds)]));
  } finally {
    await stop();
  }
}

/**
 * The memory with its limit, after half of the requests and after all; or why there is none.
 *
 * @param {Peer} peer
 * @param {Limits} limits
 * @returns {Promise<{ halfMb?: number, allMb?: number, died?: string }>}
 */
export async function limitedMemory(peer, limits) {
  const enclosure = limits('edge-lookup-bench-memory');
  try {
    const running = await startPeer(peer.program, enclosure);
    try {
      await requests(running, MEMORY_AFTER / 2);
      const halfMb = megabytes(running)?.now;
      await requests(running, MEMORY_AFTER / 2);
      return { halfMb, allMb: megabytes(running)?.now };
    } finally {
      await running.stop();
    }
  } catch (error) {
    return { died: /** @type {Error} */ (error).message };
  } finally {
    enclosure.close();
  }
}

/**
 * @param {Peer[]} peers
 * @param {Limits} [limits]
 */
async function startAll(peers, limits) {
  const running = await Promise.all(
    peers.map(async ({ name, program }, i) => {
      const enclosure = limits?.(`edge-lookup-bench-${i}`);
      return { name, enclosure, peer: await startPeer(program, enclosure) };
    }),
  );
  return {
    running,
    async stop() {
      for (const { peer, enclosure } of running) {
        await peer.stop();
        enclosure?.close();
      }
    },
  };
}

/**
 * @param {RunningPeer} peer
 * @param {number} times
 */
async function requests(peer, times) {
  const { cpuUs, wallUs } = await peer.ask(EVENTS, times);
  return { cpuUs: cpuUs / times, wallUs: wallUs / times };
}

/** @param {RunningPeer} peer */
function megabytes(peer) {
  const memory = peer.memory();
  return memory && { now: memory.now / MB, peak: memory.peak / MB };
}
