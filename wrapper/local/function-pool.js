/**
 * The processes of a function. As on Lambda, a process has one request at a time, and requests that come
 * meanwhile get another process: a function may rely on the first, and has to work with the second.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html
 */

/** @import { Handler } from '../emulator/invoke.js' */
/** @import { FunctionProcess } from './function-process.js' */

/** Requests beyond these wait: a browser sends six at once, and a process takes some 40 MB. */
const MOST = 10;

/** So that the emulator, whose timer is for the same time, has answered before the process ends. */
const GRACE_MS = 20;

/**
 * @typedef {object} Pool
 * @property {Handler} handler
 * @property {() => Promise<void>} prepare Starts a process for the next request. Rejects if the function
 *   cannot be loaded.
 * @property {() => void} retire Ends each process once it has answered.
 */

/**
 * @param {(onEnd: () => void) => FunctionProcess} start
 * @returns {Pool}
 */
export function createPool(start) {
  /** @type {FunctionProcess[]} Those without a request; the last one had the latest. */
  const idle = [];
  /** @type {((next: Promise<FunctionProcess>) => void)[]} */
  const waiting = [];
  let count = 0;
  let isRetired = false;
  return { handler, prepare, retire };

  /** @type {Handler} */
  async function handler(event, context) {
    const process = await take();
    // Waiting took too long, and the emulator has answered.
    if (context.getRemainingTimeInMillis() <= 0) return giveBack(process);
    const timer = setTimeout(process.kill, context.getRemainingTimeInMillis() + GRACE_MS);
    try {
      return await process.call(event, context);
    } finally {
      clearTimeout(timer);
      if (process.hasEnded()) replace();
      else giveBack(process);
    }
  }

  async function prepare() {
    giveBack(await load());
  }

  function retire() {
    isRetired = true;
    for (const process of idle.splice(0)) process.kill();
  }

  /** @returns {Promise<FunctionProcess>} */
  async function take() {
    while (idle.length > 0) {
      const process = /** @type {FunctionProcess} */ (idle.pop());
      if (!process.hasEnded()) return process;
    }
    if (count < MOST) return load();
    return new Promise((resolve) => waiting.push(resolve));
  }

  async function load() {
    count += 1;
    const process = start(() => {
      count -= 1;
    });
    try {
      await process.loaded;
    } catch (error) {
      waiting.shift()?.(load());
      throw error;
    }
    return process;
  }

  /** @param {FunctionProcess} process */
  function giveBack(process) {
    const next = waiting.shift();
    if (next) next(Promise.resolve(process));
    else if (isRetired) process.kill();
    else idle.push(process);
  }

  /** Does in advance what the next request would have to wait for. If it fails, that request says so. */
  function replace() {
    const next = waiting.shift();
    if (next) next(load());
    else if (!isRetired && idle.length === 0) prepare().catch(() => {});
  }
}
