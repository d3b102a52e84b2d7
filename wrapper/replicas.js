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
    /** Those that failed and may be asked again. @type {{ replica: Replica, error: DynamoDbError }[]} */
    let failed = [];
    /** Those that would fail again. @type {Set<Replica>} */
    const terminal = new Set();
    /** Those whose connection was lost, which says nothing of the Region, once. */
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
      clearTimeout(next);
      const open = order.filter((replica) => !terminal.has(replica));
      if (attempts >= MAX_ATTEMPTS || open.length === 0) return;
      attempt(untried.shift() ?? failed.shift()?.replica ?? open[attempts % open.length]);
      schedule(untried.length > 0 ? hedgeMs : budgetMs * PATIENCE);
    }

    /** @param {number} ms */
    function schedule(ms) {
      clearTimeout(next);
      next = setTimeout(begin, ms);
    }

    /** @param {Replica} replica */
    function attempt(replica) {
      attempts += 1;
      const controller = new AbortController();
      running.set(controller, replica);
      // What is aborted once all is over has no bearing any more.
      const isOver = () => !running.delete(controller);
      replica
        .getItem(body, controller.signal)
        .then(
          (response) => isOver() || finish(response, replica),
          (error) => isOver() || fail(replica, error),
        )
        .catch((error) => {
          // A mistake of our own must not cost the answer.
          failures.push({ region: replica.region, error: String(error) });
          finish();
        });
    }

    /**
     * @param {Replica} replica
     * @param {DynamoDbError} error
     */
    function fail(replica, error) {
      const { code, reason, awsRequestId } = error;
      failures.push({ region: replica.region, error: code, reason, awsRequestId });
      const isLast = attempts >= MAX_ATTEMPTS;
      if (error.disconnected && !disconnected.has(replica) && !isLast) {
        disconnected.add(replica);
        attempt(replica);
        return;
      }
      avoid(replica);
      if (error.retryable) failed.push({ replica, error });
      else terminal.add(replica);
      failed = failed.filter((one) => !terminal.has(one.replica));
      const [again] = failed;
      if (untried.length > 0 && !isLast) begin();
      else if (again && !isLast) {
        const first = again.error.throttled ? THROTTLED_BACKOFF_MS : BACKOFF_MS;
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
