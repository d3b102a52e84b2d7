/** A function in a file of the user's, in processes of its own. */

import { relative } from 'node:path';
import { reasonOf } from '../api/ask-dynamodb.js';
import { findKeys } from '../api/endpoint-keys.js';
import { RUNTIMES } from '../api/lambda.js';
import { Failure } from '../terminal.js';
import { lambdaEnvironment, pointAt, useKeys } from './environment.js';
import { createPool } from './function-pool.js';
import { startProcess } from './function-process.js';
import { findHandlerFile } from './handler-file.js';
import { watchFiles } from './watch-files.js';

/** @import { Handler } from '../emulator/invoke.js' */
/** @import { FunctionProcess } from './function-process.js' */

/**
 * @param {object} options
 * @param {string} options.handler `FILE` or `FILE#export`.
 * @param {string} [options.runtime] Whose rules hold (default: the newest).
 * @param {URL} [options.dynamodb] The endpoint of the DynamoDB that it reads.
 * @param {(close: () => unknown) => void} options.onClose Gets what to call at the end.
 * @param {(line: string) => void} [options.onReload] Has it loaded again whenever one of its files changes,
 *   and gets a line each time.
 * @returns {Promise<Handler>} Rejects with a {@link Failure} if it cannot be loaded.
 */
export async function startFileFunction({ handler, dynamodb, onClose, onReload, ...options }) {
  const { runtime = RUNTIMES[0] } = options;
  const handlerFile = findHandlerFile(handler);
  const env = lambdaEnvironment(handlerFile, runtime, process.env);
  if (dynamodb !== undefined) await pointFunctionAt(dynamodb, env);

  /** @type {Set<FunctionProcess>} */
  const running = new Set();
  const files = watchFiles(reload);
  let pool = createPool(start);
  onClose(() => {
    files.close();
    for (const process of running) process.kill();
  });
  await pool.prepare();
  return (event, context) => pool.handler(event, context);

  /** @param {() => void} onEnd */
  function start(onEnd) {
    const process = startProcess({
      handlerFile,
      runtime,
      env,
      onFile: (path) => onReload && files.add(path),
      onEnd: () => {
        running.delete(process);
        onEnd();
      },
    });
    running.add(process);
    return process;
  }

  /** @param {string} path */
  async function reload(path) {
    const before = pool;
    pool = createPool(start);
    before.retire();
    try {
      await pool.prepare();
      onReload?.(`✓ ${relative('', path)} has changed: loaded again.`);
    } catch (error) {
      const { message } = /** @type {Error} */ (error);
      onReload?.(`✗ ${message}\n  Until that is mended, requests are answered 503.`);
    }
  }
}

/**
 * @param {URL} endpoint
 * @param {NodeJS.ProcessEnv} env
 */
async function pointFunctionAt(endpoint, env) {
  const { keys } = await findKeys(endpoint).catch((error) => {
    throw new Failure(reasonOf(error, 'GetItem'));
  });
  pointAt(endpoint, env);
  useKeys(keys, env);
}
