/**
 * Runs a function as Lambda's Node.js runtime does: the process that `function-process.js` starts. It loads
 * what the first message names, then answers one event after the other.
 */

import module from 'node:module';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { callWithCallback } from './callbacks.js';
import { loadHandlerFile } from './handler-file.js';

/** @import { HandlerFile, UserHandler } from './handler-file.js' */
/** @import { Answer } from './function-process.js' */

const channel = process.send?.bind(process);
if (channel === undefined) throw new Error('edge-lookup starts this file itself');
// Functions on Lambda have no parent to talk to.
process.send = undefined;
process.once('disconnect', () => process.exit());
process.once('message', load);

/** @param {any} message */
async function load({ handlerFile, runtime }) {
  reportFiles();
  try {
    const handler = await loadHandlerFile(/** @type {HandlerFile} */ (handlerFile), runtime);
    process.on('message', (/** @type {any} */ asked) => answer(handler, runtime, asked));
    send({ type: 'loaded' });
  } catch (error) {
    send({ type: 'unloadable', message: /** @type {Error} */ (error).message });
  }
}

/**
 * @param {UserHandler} handler
 * @param {string} runtime
 * @param {{ event: unknown, context: any, deadline: number }} asked
 */
async function answer(handler, runtime, { event, context, deadline }) {
  context.getRemainingTimeInMillis = () => Math.max(0, deadline - Date.now());
  try {
    const result = await call(handler, runtime, event, context);
    // Throws if it has no form in JSON.
    send({ type: 'result', result });
  } catch (error) {
    send(thrown(error));
  }
}

/**
 * @param {UserHandler} handler
 * @param {string} runtime
 * @param {unknown} event
 * @param {any} context
 */
function call(handler, runtime, event, context) {
  if (runtime === 'nodejs22.x') return callWithCallback(handler, event, context);
  const { callbackWaitsForEmptyEventLoop: _, ...rest } = context;
  return handler(event, rest);
}

/**
 * @param {unknown} value
 * @returns {Answer}
 */
function thrown(value) {
  if (value instanceof Error) {
    const { name, message, stack = `${name}: ${message}` } = value;
    return { type: 'error', name, message, stack };
  }
  return { type: 'thrown', text: inspect(value) };
}

/** Tells which files the function is made of, those of packages excepted. */
function reportFiles() {
  const seen = new Set();
  // Node.js 22.15 and newer have it.
  module.registerHooks?.({
    resolve(specifier, context, nextResolve) {
      try {
        const resolved = nextResolve(specifier, context);
        report(resolved.url);
        return resolved;
      } catch (error) {
        // A file that is not there may come.
        report(/** @type {{ url?: string }} */ (error).url);
        throw error;
      }
    },
  });

  /** @param {string | undefined} url */
  function report(url) {
    if (!url?.startsWith('file:') || url.includes('/node_modules/') || seen.has(url)) return;
    seen.add(url);
    send({ type: 'file', path: fileURLToPath(url) });
  }
}

/** @param {Answer} message */
function send(message) {
  channel?.(message);
}
