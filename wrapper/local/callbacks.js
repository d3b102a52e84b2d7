/**
 * Calling a handler as Lambda's Node.js 22 does, and the versions before it: it may answer by a callback or
 * by its context, and without either it has answered `null` once nothing is left to do.
 * https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html#nodejs-handler-callback
 * https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html
 */

/** @import { UserHandler } from './handler-file.js' */

/**
 * @param {UserHandler} handler
 * @param {unknown} event
 * @param {{ callbackWaitsForEmptyEventLoop?: boolean }} context
 * @returns {Promise<unknown>}
 */
export function callWithCallback(handler, event, context) {
  const { promise, resolve, reject } = Promise.withResolvers();
  /** @type {unknown} */
  let whenIdle = null;
  let isCalled = false;

  /** Only the first call counts. */
  const first = (/** @type {(...args: any[]) => void} */ answer) => {
    return (/** @type {any[]} */ ...args) => {
      if (isCalled) return;
      isCalled = true;
      answer(...args);
    };
  };
  const settle = (/** @type {unknown} */ error, /** @type {unknown} */ result) => {
    if (isFailure(error)) reject(error);
    else resolve(result);
  };
  const done = first(settle);
  const succeed = (/** @type {unknown} */ result) => done(undefined, result);
  const fail = (/** @type {unknown} */ error) => done(error ?? 'handled');
  const callback = first((error, result) => {
    if (isFailure(error) || !full.callbackWaitsForEmptyEventLoop) settle(error, result);
    else whenIdle = result;
  });
  const full = Object.assign(context, { done, succeed, fail });

  const idle = () => {
    process.channel?.ref();
    resolve(whenIdle);
  };
  process.once('beforeExit', idle);
  // Otherwise the process, which waits for the next event, would never be idle.
  process.channel?.unref();
  try {
    const returned = /** @type {any} */ (handler(event, full, callback));
    if (typeof returned?.then === 'function') returned.then(succeed, fail);
  } catch (error) {
    fail(error);
  }
  return promise.finally(() => {
    process.off('beforeExit', idle);
    process.channel?.ref();
  });
}

/** @param {unknown} error */
function isFailure(error) {
  return error !== undefined && error !== null;
}
