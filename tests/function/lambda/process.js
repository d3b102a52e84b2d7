/** The unpacked function in a process of its own, as Lambda runs it. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { lambdaEnvironment } from './environment.js';

const BOOTSTRAP = fileURLToPath(new URL('bootstrap.mjs', import.meta.url));

/** How long anything may take, in milliseconds: more than the function's own limit. */
const PATIENCE_MS = 20_000;

/**
 * @typedef {{ major: number, path: string }} Runtime A Node.js.
 * @typedef {Awaited<ReturnType<typeof startFunction>>} RunningFunction
 */

/**
 * Starts a process, and waits until the handler is there.
 *
 * @param {object} options
 * @param {Runtime} options.runtime
 * @param {string} options.root The folder of the unpacked zip.
 * @param {string} [options.handler]
 * @param {import('./reroute.js').Destination} options.destination Where DynamoDB is.
 */
export async function startFunction({ runtime, root, handler = 'index.handler', destination }) {
  const child = spawn(runtime.path, [BOOTSTRAP, JSON.stringify(destination)], {
    cwd: root,
    env: lambdaEnvironment({ major: runtime.major, root, handler }),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const printed = { stdout: '', stderr: '' };
  collect('stdout');
  collect('stderr');
  const closed = once(child, 'close');
  try {
    assert.equal(Number.parseInt(await receive(), 10), runtime.major);
  } catch (error) {
    await end();
    throw error;
  }

  return {
    /**
     * @param {unknown} event
     * @returns {Promise<string>} The JSON text of the response.
     */
    invoke(event) {
      // That the process has ended shows below, with what it has printed.
      child.send(JSON.stringify(event), () => {});
      return receive();
    },
    /**
     * Ends it.
     *
     * @returns {Promise<Record<string, any>[]>} Its log.
     */
    async stop() {
      await end();
      assert.equal(printed.stderr, '');
      return printed.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
    },
    [Symbol.asyncDispose]: end,
  };

  async function end() {
    child.kill();
    await closed;
  }

  /** @param {'stdout' | 'stderr'} name */
  function collect(name) {
    child[name]?.setEncoding('utf8').on('data', (chunk) => {
      printed[name] += chunk;
    });
  }

  /** Rejects with what the process has printed if it ends. */
  async function receive() {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const ended = closed.then(([code]) => {
      throw new Error(`the function's process ended (${code}): ${printed.stderr}`);
    });
    const [message] = await Promise.race([once(child, 'message', { signal }), ended]);
    return String(message);
  }
}
