/** The function's handler in front of fault servers, one a Region. */

import { AssertionError } from 'node:assert';
import { readFileSync } from 'node:fs';
import { createDynamoDb } from '../../../wrapper/function/dynamodb.js';
import { createHandlers } from '../../../wrapper/function/handler.js';
import { createLog } from '../../../wrapper/function/log.js';
import { createReader } from '../../../wrapper/function/replicas.js';
import { testCore } from '../../support/core.js';
import { acceptAny } from '../../support/reads.js';
import { eventFor } from './event.js';
import { startFaultServer } from './server.js';

/** @typedef {Awaited<ReturnType<typeof createStage>>} Stage */
/** @typedef {Awaited<ReturnType<Stage['ask']>>} Asked */
/** @typedef {Parameters<typeof createDynamoDb>[0]['credentials']} Credentials */

export const REGIONS = ['ap-northeast-1', 'us-east-1'];

/** For what hangs: so that tests take not long. */
export const SHORT = { deadlineMs: 600, hedgeMs: 100 };

/** For all else: times that a busy machine does not come near, so that they decide nothing. */
export const CALM = { deadlineMs: 4_500, hedgeMs: 1_400 };

/** A read that is not a request's. */
const POOLED = JSON.stringify({ TableName: 'T', Key: { K: { S: 'pooled' } } });

/** More than any answer may take. */
const NO_ANSWER_MS = 8_000;

const SHIPPED = JSON.parse(
  readFileSync(new URL('../../../examples/mediaconvert/api.json', import.meta.url), 'utf8'),
);
export const DUMMY = {
  accessKeyId: 'dummy',
  secretAccessKey: 'dummy',
  sessionToken: 'dummy-session-token',
};

/**
 * The shipped configuration, but for DynamoDB.
 *
 * @param {{ regions: string[], deadlineMs: number, hedgeMs: number }} dynamodb
 */
export function configure(dynamodb) {
  return JSON.stringify({ ...SHIPPED, dynamodb });
}

/**
 * Sets up the shipped configuration but for what is given. Close it in the end.
 *
 * @param {object} options
 * @param {number} [options.regions] How many.
 * @param {number} [options.deadlineMs]
 * @param {number} [options.hedgeMs]
 * @param {() => number} [options.random] By default nothing waits before a further attempt.
 * @param {Credentials} [options.credentials]
 */
export async function createStage({
  regions: count = 1,
  deadlineMs = SHORT.deadlineMs,
  hedgeMs = SHORT.hedgeMs,
  random = () => 0,
  credentials = DUMMY,
}) {
  const regions = REGIONS.slice(0, count);
  const servers = await Promise.all(regions.map(startFaultServer));
  const core = testCore(configure({ regions, deadlineMs, hedgeMs }));
  const replicas = core.settings.regions.map((region, i) => ({
    region,
    ...createDynamoDb({ region, endpoint: servers[i].url.href, credentials }),
  }));
  const clock = { now: Date.now() };
  /** @type {string[]} */
  const lines = [];
  const { handler } = createHandlers({
    core,
    read: createReader({
      replicas,
      hedgeMs: core.settings.hedgeMs,
      now: () => clock.now,
      random,
    }),
    log: createLog(core.settings.logLevel, (line) => lines.push(line)),
  });
  let asked = 0;

  return {
    servers,
    /** The time that the memory of failures goes by. */
    clock,
    /**
     * Leaves so many connections to each Region in the pool.
     *
     * @param {number} count
     */
    async pool(count) {
      const accept = acceptAny;
      const reads = replicas.flatMap(({ getItem }) =>
        Array.from({ length: count }, () =>
          getItem(POOLED, { signal: AbortSignal.timeout(5_000), accept }),
        ),
      );
      await Promise.all(reads);
    },
    /**
     * One request of its own key, all that it brought about and how long it took. At most one at a
     * time, or the lines mix.
     *
     * @param {import('../../../wrapper/function/handler.js').Context} [context]
     */
    async ask(context) {
      asked += 1;
      const [file, requestId] = [`file-${asked}`, `request-${asked}`];
      lines.length = 0;
      const start = performance.now();
      const response = await answerOf(handler(eventFor(file, requestId), context));
      const ms = performance.now() - start;
      return {
        file,
        requestId,
        cold: asked === 1,
        response,
        lines: [...lines],
        ms,
      };
    },
    async close() {
      await Promise.all(servers.map((server) => server.close()));
    },
  };
}

/**
 * An answer that never comes is a failure too.
 *
 * @template T
 * @param {Promise<T>} answer
 * @returns {Promise<T>}
 */
async function answerOf(answer) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  /** @type {Promise<never>} */
  const none = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new AssertionError({ message: 'no answer' })), NO_ANSWER_MS);
  });
  try {
    return await Promise.race([answer, none]);
  } finally {
    clearTimeout(timer);
  }
}
