/** A process that runs a function: one event at a time, as one of Lambda's execution environments does. */

import { fork } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LIKE_LAMBDA } from '../api/lambda.js';
import { UsageError } from '../terminal.js';

/** @import { CloudFrontRequestEvent } from 'aws-lambda' */
/** @import { LambdaContext } from '../emulator/invoke.js' */
/** @import { HandlerFile } from './handler-file.js' */

const RUNTIME = fileURLToPath(new URL('function-runtime.js', import.meta.url));

/**
 * How long a module may take to load, in milliseconds.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html#runtimes-lifecycle-ib
 */
const INIT_MS = 10_000;

/**
 * What the process says.
 *
 * @typedef {{ type: 'file', path: string } | { type: 'loaded' } | { type: 'unloadable', message: string }
 *   | { type: 'result', result?: unknown } | { type: 'error', name: string, message: string, stack: string }
 *   | { type: 'thrown', text: string }} Answer
 *
 * @typedef {object} FunctionProcess
 * @property {Promise<void>} loaded Rejects with a {@link UsageError} if Lambda could not load the function.
 * @property {(event: CloudFrontRequestEvent, context: LambdaContext) => Promise<unknown>} call Resolves to
 *   what the function returns, and rejects with what it throws, or with how its process ended.
 * @property {() => boolean} hasEnded
 * @property {() => void} kill
 */

/**
 * @param {object} options
 * @param {HandlerFile} options.handlerFile
 * @param {string} options.runtime
 * @param {NodeJS.ProcessEnv} options.env
 * @param {(path: string) => void} options.onFile Gets each file that the function is made of.
 * @param {() => void} options.onEnd
 * @param {number} [options.initMs]
 * @returns {FunctionProcess}
 */
export function startProcess({ handlerFile, runtime, env, onFile, onEnd, initMs = INIT_MS }) {
  const child = fork(RUNTIME, {
    execArgv: LIKE_LAMBDA,
    cwd: dirname(handlerFile.path),
    env,
    // Standard output is for the result of `invoke` alone.
    stdio: ['ignore', 2, 2, 'ipc'],
  });
  let hasEnded = false;
  /** @type {PromiseWithResolvers<any>} */
  let asked = Promise.withResolvers();
  child.on('message', (/** @type {Answer} */ answer) => {
    if (answer.type === 'file') onFile(answer.path);
    else asked.resolve(answer);
  });
  // Unlike 'exit', it comes after the last message.
  child.once('close', (code, signal) => end(exitError(code, signal)));
  child.once('error', end);
  return { loaded: load(), call, hasEnded: () => hasEnded, kill };

  async function load() {
    const { file } = handlerFile;
    const timer = setTimeout(() => {
      asked.reject(new Error(`it takes longer than ${initMs / 1000} s`));
      kill();
    }, initMs);
    try {
      const answer = await ask({ handlerFile, runtime });
      if (answer.type === 'unloadable') throw new UsageError(answer.message);
    } catch (error) {
      kill();
      if (error instanceof UsageError) throw error;
      const { message } = /** @type {Error} */ (error);
      throw new UsageError(`${file} cannot be loaded: ${message}`, { cause: error });
    } finally {
      clearTimeout(timer);
    }
  }

  /** @type {FunctionProcess['call']} */
  async function call(event, { getRemainingTimeInMillis, ...context }) {
    const deadline = Date.now() + getRemainingTimeInMillis();
    const answer = await ask({ event, context, deadline });
    switch (answer.type) {
      case 'result':
        return answer.result;
      case 'error':
        throw remoteError(answer);
      default:
        throw answer.text;
    }
  }

  /** @param {object} message */
  async function ask(message) {
    if (!hasEnded) {
      asked = Promise.withResolvers();
      // Whether it arrives is seen by the answer, or by the end of the process.
      child.send(message, () => {});
    }
    return asked.promise;
  }

  /** @param {Error} error */
  function end(error) {
    // Both events come if there was no process to begin with.
    if (hasEnded) return;
    hasEnded = true;
    asked.reject(error);
    // Nobody may be waiting.
    asked.promise.catch(() => {});
    onEnd();
  }

  function kill() {
    child.kill('SIGKILL');
  }
}

/** @param {{ name: string, message: string, stack: string }} answer */
function remoteError({ name, message, stack }) {
  return Object.assign(new Error(message), { name, stack });
}

/**
 * Lambda calls it so in its log, too.
 *
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 */
function exitError(code, signal) {
  const how = signal === null ? `exited with code ${code}` : `was ended by ${signal}`;
  const [name, message] = ['Runtime.ExitError', `its process ${how}`];
  // Where in this file it was made says nothing.
  return remoteError({ name, message, stack: `${name}: ${message}` });
}
