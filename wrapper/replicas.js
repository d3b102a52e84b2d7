/**
 * A read within its deadline: attempts one after the other and, where several Regions hold the
 * tables, one beside the other. The first good answer wins.
 */

/** How many times a read is attempted, in all Regions together. */
const MAX_ATTEMPTS = 4;

/**
 * The part of the deadline that all attempts begun so far may take, before another is begun beside
 * them. None is given up: one that has to make its connection across the world may take a second.
 */
const PATIENCE = 1 / 3;

/** The longest wait before the second attempt, in milliseconds; it doubles with each. */
const BACKOFF_MS = 25;
const THROTTLED_BACKOFF_MS = 100;

/** How long a Region that failed is asked last, in milliseconds. */
const AVOIDED_MS = 30_000;

/**
 * @typedef {import('./dynamodb.js').GetItem} GetItem
 * @typedef {import('./dynamodb.js').DynamoDbError} DynamoDbError
 * @typedef {{ region: string, getItem: GetItem }} Replica A Region that holds the tables.
 * @typedef {{ region: string, error: string, reason?: string, awsRequestId?: string }} Failure
 */

/**
 * @typedef {object} Reading What became of a read.
 * @property {Uint8Array} [response] The body of GetItem's response; none if none came in time.
 * @property {string} [region] Where it came from.
 * @property {number} attempts
 * @property {Failure[]} failures Of the attempts that failed, in the order of their end.
 */

/**
 * Reads an item. Never rejects; resolves within its budget.
 *
 * @callback Reader
 * @param {string} body The body of GetItem's request.
 * @param {number} budgetMs
 * @returns {Promise<Reading>}
 */

/**
 * Makes the reader of several replicas. It remembers which of them failed.
 *
 * @param {object} options
 * @param {Replica[]} options.replicas The nearest first; at least one.
 * @param {number} options.hedgeMs How long to wait for one Region before the next is asked too.
 * @param {() => number} [options.now] The time in milliseconds.
 * @param {() => number} [options.random] From 0 to 1: which part of a wait is waited.
 * @returns {Reader}
 */
export function createReader({ replicas, hedgeMs, now = Date.now, random = Math.random }) {
  /** @type {Map<Replica, number>} Until when a replica is asked last. */
  const avoided = new Map();
  const avoid = (/** @type {Replica} */ replica) => avoided.set(replica, now() + AVOIDED_MS);
  const isWell = (/** @type {Replica} */ replica) => (avoided.get(replica) ?? 0) <= now();

  return async (body, budgetMs) => {
    if (budgetMs <= 0) return { attempts: 0, failures: [] };
    const [well, unwell] = [replicas.filter(isWell), replicas.filter((it) => !isWell(it))];
    return read({ order: [...well, ...unwell], body, budgetMs, hedgeMs, random, avoid });
  };
}

/**
 * @param {object} options
 * @param {Replica[]} options.order
 * @param {string} options.body
 * @param {number} options.budgetMs
 * @param {number} options.hedgeMs
 * @param {() => number} options.random
 * @param {(replica: Replica) => void} options.avoid
 * @returns {Promise<Reading>}
 */
function read({ order, body, budgetMs, hedgeMs, random, avoid }) {
  return new Promise((resolve) => {
    const untried = [...order];
    /** Replicas that failed and may be asked again. @type {Replica[]} */
    const failed = [];
    /** Replicas that will fail again. */
    const hopeless = new Set();
    /** Replicas whose connection was lost, which says nothing of the Region, once. */
    const disconnected = new Set();
    /** @type {Map<AbortController, Replica>} */
    const running = new Map();
    /** @type {Failure[]} */
    const failures = [];
    let attempts = 0;

    /** @type {NodeJS.Timeout | undefined} */
    let next;
    const deadline = setTimeout(finish, budgetMs);
    begin();

    /** Asks a Region that has not been asked, or else again, and in time the one after it. */
    function begin() {
      const hopeful = order.filter((replica) => !hopeless.has(replica));
      attempt(untried.shift() ?? failed.shift() ?? hopeful[attempts % hopeful.length]);
      if (untried.length > 0) schedule(hedgeMs);
      else if (attempts < MAX_ATTEMPTS) schedule(budgetMs * PATIENCE);
    }

    /** @param {number} ms */
    function schedule(ms) {
      clearTimeout(next);
      next = setTimeout(begin, ms);
    }

    /** @param {Replica} replica */
    async function attempt(replica) {
      attempts += 1;
      const controller = new AbortController();
      running.set(controller, replica);
      try {
        const response = await replica.getItem(body, controller.signal);
        if (running.delete(controller)) finish(response, replica);
      } catch (error) {
        // What is aborted once all is over has no bearing any more.
        if (running.delete(controller)) fail(replica, /** @type {DynamoDbError} */ (error));
      }
    }

    /**
     * @param {Replica} replica
     * @param {DynamoDbError} error
     */
    function fail(replica, error) {
      const { code, reason, awsRequestId } = error;
      failures.push({ region: replica.region, error: code, reason, awsRequestId });
      const left = MAX_ATTEMPTS - attempts;
      if (error.disconnected && !disconnected.has(replica) && left > 0) {
        disconnected.add(replica);
        attempt(replica);
        return;
      }
      avoid(replica);
      if (error.retryable) failed.push(replica);
      else hopeless.add(replica);
      if (untried.length > 0) begin();
      else if (failed.length > 0 && left > 0) {
        const first = error.throttled ? THROTTLED_BACKOFF_MS : BACKOFF_MS;
        schedule(random() * first * 2 ** (failures.length - 1));
      } else if (running.size === 0) finish();
    }

    /**
     * @param {Uint8Array} [response]
     * @param {Replica} [winner]
     */
    function finish(response, winner) {
      clearTimeout(deadline);
      clearTimeout(next);
      const unfinished = [...running];
      running.clear();
      for (const [controller, replica] of unfinished) {
        if (isTooSlow(replica, winner)) avoid(replica);
        if (winner === undefined) failures.push({ region: replica.region, error: 'TimeoutError' });
        controller.abort();
      }
      resolve({ response, region: winner?.region, attempts, failures });
    }

    /**
     * One that was asked before the winner was; without a winner, any that had the time.
     *
     * @param {Replica} replica
     * @param {Replica} [winner]
     */
    function isTooSlow(replica, winner) {
      if (winner === undefined) return budgetMs > hedgeMs;
      return order.indexOf(replica) < order.indexOf(winner);
    }
  });
}
