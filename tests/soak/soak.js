/** One instance of the function under many requests at once, with DynamoDB failing all the time. */

import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import createGlue from '../../pkg/edge/edge_lookup.factory.js';
import { createDynamoDb } from '../../wrapper/function/dynamodb.js';
import { createHandlers } from '../../wrapper/function/handler.js';
import { createLog } from '../../wrapper/function/log.js';
import { createReader } from '../../wrapper/function/replicas.js';
import { checkAnswer } from '../function/faults/check.js';
import { eventFor } from '../function/faults/event.js';
import { configure, DUMMY, REGIONS, SHORT } from '../function/faults/stage.js';
import { testCore } from '../support/core.js';
import { sampleMemory } from './memory.js';

/** What one Region's agent may open. */
export const MAX_SOCKETS = 50;

const SAMPLE_MS = 200;

/** Failures are remembered for half a second instead of 30, so that Regions take turns. */
const HASTE = 60;

/**
 * @typedef {object} Progress
 * @property {number} begun
 * @property {number} answered
 * @property {number} found Of them, of status 200.
 * @property {number} slowestMs
 * @property {number} sockets Open in this process.
 * @property {number} peakSockets
 * @property {Record<string, number>} errors How many attempts failed with each.
 * @property {import('./memory.js').Sample[]} memory
 * @property {number} left Connections that the servers still saw when all was over.
 */

/**
 * Rejects where an answer is not as it should be, or does not come.
 *
 * @param {object} options
 * @param {number} options.seconds
 * @param {number} options.concurrency
 * @param {(progress: Progress) => void} options.onSample
 * @returns {Promise<Progress>}
 */
export async function soak({ seconds, concurrency, onSample }) {
  const servers = fork(new URL('servers.js', import.meta.url));
  try {
    const [{ urls }] = await once(servers, 'message');
    const { core, memory } = loadWatched(configure({ regions: REGIONS, ...SHORT }));
    /** @type {Map<string, string[]>} Lines of the log by request. */
    const lines = new Map();
    const replicas = REGIONS.map((region, i) => ({
      region,
      ...createDynamoDb({ region, endpoint: urls[i], credentials: DUMMY }),
    }));
    const { handler } = createHandlers({
      core,
      read: createReader({ replicas, hedgeMs: SHORT.hedgeMs, now: () => Date.now() * HASTE }),
      log: createLog('info', (line) => lines.get(JSON.parse(line).requestId)?.push(line)),
    });

    /** @type {Progress} */
    const progress = {
      begun: 0,
      answered: 0,
      found: 0,
      slowestMs: 0,
      sockets: 0,
      peakSockets: 0,
      errors: {},
      memory: [],
      left: 0,
    };
    const end = performance.now() + seconds * 1_000;
    const sampling = setInterval(sample, SAMPLE_MS);
    // Should one answer never come, the others are still over by then.
    const giveUp = AbortSignal.timeout(seconds * 1_000 + 10_000);
    const workers = Array.from({ length: concurrency }, work);
    try {
      await Promise.race([Promise.all(workers), once(giveUp, 'abort')]);
    } finally {
      clearInterval(sampling);
    }
    assert.equal(progress.answered, progress.begun, 'every request is answered');
    assert.equal(lines.size, 0);
    await settle(progress);
    return progress;

    async function work() {
      while (performance.now() < end) {
        progress.begun += 1;
        const [file, requestId] = [`file-${progress.begun}`, `request-${progress.begun}`];
        const cold = progress.begun === 1;
        lines.set(requestId, []);
        const start = performance.now();
        const response = await handler(eventFor(file, requestId));
        const ms = performance.now() - start;
        const own = lines.get(requestId) ?? [];
        lines.delete(requestId);
        const asked = { file, requestId, cold, response, lines: own, ms };
        const { failures } = checkAnswer(asked, SHORT.deadlineMs);
        progress.answered += 1;
        if (response.status === '200') progress.found += 1;
        progress.slowestMs = Math.max(progress.slowestMs, ms);
        for (const { error } of failures) {
          progress.errors[error] = (progress.errors[error] ?? 0) + 1;
        }
      }
    }

    function sample() {
      progress.memory.push(sampleMemory(memory));
      progress.sockets = openSockets();
      progress.peakSockets = Math.max(progress.peakSockets, progress.sockets);
      onSample(progress);
    }
  } finally {
    servers.kill();
  }

  /**
   * Waits until the servers have ended the idle connections. What stays is not idle: nobody waits
   * for it any more, and nobody closed it.
   *
   * @param {Progress} progress
   */
  async function settle(progress) {
    for (let tries = 0; tries < 20; tries++) {
      servers.send('end idle');
      const [{ open }] = await once(servers, 'message');
      await wait(100);
      progress.left = open[0] + open[1];
      progress.sockets = openSockets();
      if (progress.left === 0 && progress.sockets === 0) return;
    }
  }
}

function openSockets() {
  return process.getActiveResourcesInfo().filter((kind) => kind === 'TCPSocketWrap').length;
}

/**
 * Loads the core, and keeps hold of its memory.
 *
 * @param {string} config
 */
function loadWatched(config) {
  /** @type {WebAssembly.Memory[]} */
  const memories = [];
  const core = testCore(config, () => {
    const glue = createGlue();
    /** @type {typeof glue.initSync} */
    const initSync = (module) => {
      const exports = glue.initSync(module);
      memories.push(exports.memory);
      return exports;
    };
    return { ...glue, initSync };
  });
  return { core, memory: memories[0] };
}
