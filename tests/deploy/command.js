/** The commands of deployment as processes. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = new URL('../../', import.meta.url);

/**
 * @typedef {object} Result
 * @property {number | string} code
 * @property {string} stdout
 * @property {string} stderr
 *
 * @typedef {object} Running
 * @property {() => string} stdout What it has printed so far.
 * @property {(text: string) => Promise<void>} prints Waits for a text.
 * @property {Promise<Result>} ended
 * @property {() => Promise<Result>} end Ends it as Ctrl-C does.
 * @property {() => void} kill
 */

/**
 * Whatever a command does, it has no keys of anyone, and no address but what is given: nobody listens at the
 * one that stands for all others.
 */
export const ENVIRONMENT = {
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
};

/**
 * Starts a command in {@link ENVIRONMENT}.
 *
 * @param {string} name
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {URL} [root] The checkout whose command it is.
 * @returns {Running}
 */
export function startCommand(name, args, env, root = ROOT) {
  const command = fileURLToPath(new URL('wrapper/cli/main.js', root));
  const child = spawn(process.execPath, [command, name, ...args], {
    cwd: root,
    env: { ...ENVIRONMENT, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 60_000,
  });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    stdout += chunk;
  });
  const ended = result();
  return {
    stdout: () => stdout,
    prints: (expected) => until(() => stdout.includes(expected)),
    ended,
    end() {
      child.kill('SIGINT');
      return ended;
    },
    kill: () => child.kill('SIGKILL'),
  };

  async function result() {
    const [[code, signal], stderr] = await Promise.all([once(child, 'close'), text(child.stderr)]);
    return { code: code ?? signal, stdout, stderr };
  }
}

/** @param {() => boolean} condition */
export async function until(condition) {
  const deadline = Date.now() + 30_000;
  while (!condition()) {
    assert(Date.now() < deadline, 'it does not come');
    await sleep(20);
  }
}
