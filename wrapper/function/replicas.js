/**
 * A read within its deadline: attempts in sequence and, if several Regions hold the tables, in
 * parallel. The first good answer wins.
 */

/** The most attempts for one read, in all Regions together. */
const MAX_ATTEMPTS = 4;

/**
 * The share of the deadline after which another attempt starts in parallel with those under way.
 * None is abandoned: connecting across the world may take a second.
 */
const PATIENCE = 1 / 3;

/** The longest wait before the second attempt, in milliseconds; doubled for each further one. */
const BACKOFF_MS = 25;
const THROTTLED_BACKOFF_MS = 100;

/** How long a Region that failed is asked last, in milliseconds. */
const AVOIDED_MS = 30_000;

/**
 * @typedef {import('./dynamodb.js').Answer} Answer
 * @typedef {import('./dynamodb.js').Accept} Accept
 * @typedef {import('./dynamodb.js').GetItem} GetItem
 * @typedef {import('./dynamodb-error.js').DynamoDbError} DynamoDbError
 * @typedef {import('./dynamodb-error.js').Suspect} Suspect
 * @typedef {{ region: string, getItem: GetItem }} Replica A Region that holds the tables.
 * @typedef {{ region: string, error: string, reason?: string, awsRequestId?: string }} Failure
 */

/**
 * @typedef {object} ReadResult
 * @property {Answer} [answer] To GetItem's response; absent if none came in time.
 * @property {string} [region] The Region it came from.
 * @property {number} attempts
 * @property {Failure[]} failures The failed attempts, in the order in which they ended.
 */

/**
 * Reads an item. Never rejects; resolves within its budget.
 *
 * @callback Reader
 * @param {string} body The body of GetItem's request.
 * @param {number} budgetMs
 * @param {Accept} accept
 * @returns {Promise<ReadResult>}
 */

/**
 * Makes a reader of several replicas. It remembers which of them failed.
 *
 * @param {object} options
 * @param {Replica[]} options.replicas The nearest first; at least one.
 * @param {number} options.hedgeMs How long to wait for one Region before the next is asked too.
 * @param {() => number} [options.now] The time in milliseconds.
 * @param {() => number} [options.random] From 0 to 1: the share of each backoff to wait.
 * @returns {Reader}
 */
export function createReader({ replicas, hedgeMs, now = Date.now, random = Math.random }) {
  /** @type {Map<Replica, number>} The time until which a replica is asked last. */
  const avoided = new Map();
  const avoid = (/** @type {Replica} */ replica) => avoided.set(replica, now() + AVOIDED_MS);
  const isHealthy = (/** @type {Replica} */ replica) => (avoided.get(replica) ?? 0) <= now();

  return async (body, budgetMs, accept) => {
    if (budgetMs <= 0) return { attempts: 0, failures: [] };
    const healthy = replicas.filter(isHealthy);
    const unhealthy = replicas.filter((it) => !isHealthy(it));
    const order = [...healthy, ...unhealthy];
    return read({ order, body, budgetMs, accept, hedgeMs, random, avoid });
  };
}

/**
 * @param {object} options
 * @param {Replica[]} options.order
 * @param {string} options.body
 * @param {number} options.budgetMs
 * @param {Accept} options.accept
 * @param {number} options.hedgeMs
 * @param {() => number} options.random
 * @param {(replica: Replica) => void} options.avoid
 * @returns {Promise<ReadResult>}
 */
function read({ order, body, budgetMs, accept, hedgeMs, random, avoid }) {
  return new Promise((resolve) => {
    const untried = [...order];
    /** Those that failed and may be retried. @type {{ replica: Replica, error: DynamoDbError }[]} */
    let failed = [];
    /** Those for which a retry is pointless. @type {Set<Replica>} */
    const terminal = new Set();
    /** What each was asked again for at once. @type {Map<Replica, Set<Suspect>>} */
    const suspected = new Map(order.map((replica) => [replica, new Set()]));
    let hasLostConnection = false;
    /** @type {Map<AbortController, Replica>} */
    const running = new Map();
    /** @type {Failure[]} */
    const failures = [];
    let attempts = 0;

    /** @type {NodeJS.Timeout | undefined} */
    let next;
    const deadline = setTimeout(finish, budgetMs);
    begin();

    /** Asks the next Region, or retries one, and schedules the attempt after it. */
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
      // Where one pooled connection is dead, the others may be: Lambda may have frozen the process.
      const fresh = hasLostConnection || running.size > 0;
      const controller = new AbortController();
      const { signal } = controller;
      running.set(controller, replica);
      // An attempt that is aborted at the end no longer counts.
      const isOver = () => !running.delete(controller);
      replica
        .getItem(body, { signal, accept, fresh })
        .then(
          (answer) => isOver() || finish(answer, replica),
          (error) => isOver() || fail(replica, error),
        )
        .catch((error) => {
          // A bug of ours must not cost the answer.
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
      if (error.suspect === 'connection') hasLostConnection = true;
      if (error.suspect && !isLast && isFirstTime(error.suspect, replica)) {
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
     * @param {Suspect} suspect
     * @param {Replica} replica
     */
    function isFirstTime(suspect, replica) {
      const known = suspected.get(replica);
      if (known === undefined || known.has(suspect)) return false;
      known.add(suspect);
      return true;
    }

    /**
     * @param {Answer} [answer]
     * @param {Replica} [winner]
     */
    function finish(answer, winner) {
      clearTimeout(deadline);
      clearTimeout(next);
      const unfinished = [...running];
      running.clear();
      for (const [controller, replica] of unfinished) {
        if (isTooSlow(replica, winner)) avoid(replica);
        if (winner === undefined) failures.push({ region: replica.region, error: 'TimeoutError' });
        controller.abort();
      }
      resolve({ answer, region: winner?.region, attempts, failures });
    }

    /**
     * Whether a replica was asked before the winner or, without a winner, had enough time.
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
