/**
 * A read within its deadline: attempts one after the other and, where several Regions hold the
 * tables, one beside the other. The first good answer wins.
 */

/** How many times a read is attempted, in all Regions together. */
const MAX_ATTEMPTS = 4;

/** The part of the deadline that one attempt may take, so that a hanging one leaves time. */
const ATTEMPT_SHARE = 1 / 3;

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

  return (body, budgetMs) => {
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
    /** Replicas to ask, the next one first. One that was asked goes to the end. */
    let candidates = order;
    /** @type {Map<AbortController, Replica>} */
    const running = new Map();
    /** @type {Failure[]} */
    const failures = [];
    let attempts = 0;

    /** @type {NodeJS.Timeout | undefined} */
    let next;
    const deadline = setTimeout(finish, budgetMs);
    begin();

    /** Begins the next attempt, and sees to the one after it. */
    function begin() {
      clearTimeout(next);
      const [replica, ...others] = candidates;
      candidates = [...others, replica];
      attempts += 1;
      if (attempts < order.length) next = setTimeout(begin, hedgeMs);
      attempt(replica);
    }

    /** @param {Replica} replica */
    async function attempt(replica) {
      const controller = new AbortController();
      running.set(controller, replica);
      const limit = setTimeout(() => controller.abort(), budgetMs * ATTEMPT_SHARE);
      try {
        const response = await replica.getItem(body, controller.signal);
        running.delete(controller);
        finish(response, replica);
      } catch (error) {
        // What is aborted once all is over has no bearing any more.
        if (running.delete(controller)) fail(replica, /** @type {DynamoDbError} */ (error));
      } finally {
        clearTimeout(limit);
      }
    }

    /**
     * @param {Replica} replica
     * @param {DynamoDbError} error
     */
    function fail(replica, { code, reason, retryable, throttled, awsRequestId }) {
      avoid(replica);
      failures.push({ region: replica.region, error: code, reason, awsRequestId });
      if (!retryable) candidates = candidates.filter((candidate) => candidate !== replica);
      const untried = attempts < order.length;
      if (candidates.length > 0 && untried) begin();
      else if (running.size > 0) return;
      else if (candidates.length > 0 && attempts < MAX_ATTEMPTS) {
        const first = throttled ? THROTTLED_BACKOFF_MS : BACKOFF_MS;
        next = setTimeout(begin, random() * first * 2 ** (failures.length - 1));
      } else finish();
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
        // Too slow: those asked before the winner, and all if there is none.
        if (winner === undefined || order.indexOf(replica) < order.indexOf(winner)) avoid(replica);
        if (winner === undefined) failures.push({ region: replica.region, error: 'TimeoutError' });
        controller.abort();
      }
      resolve({ response, region: winner?.region, attempts, failures });
    }
  });
}
