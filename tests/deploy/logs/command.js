/** `npm run logs` as a process. */

import { startCommand } from '../command.js';

/** @import { Running } from '../command.js' */

/**
 * Starts the command.
 *
 * @param {string} endpoint
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
export function start(endpoint, args, env = {}) {
  return startCommand('logs', args, { AWS_ENDPOINT_URL: endpoint, ...env });
}

/**
 * Runs the command until it follows the logs, and what has to be then is done; then ends it.
 *
 * @param {string} endpoint
 * @param {string[]} [args]
 * @param {(command: Running) => Promise<void>} [meanwhile]
 */
export async function follow(endpoint, args = [], meanwhile = async () => {}) {
  const command = start(endpoint, args);
  await command.prints('Following');
  await meanwhile(command);
  return command.end();
}
