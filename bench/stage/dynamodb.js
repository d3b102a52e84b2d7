/** The DynamoDB that all peers read from. */

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/**
 * @typedef {object} DynamoDb
 * @property {string} url
 * @property {string} ca The certificate to trust, in PEM.
 * @property {() => void} stop
 */

/**
 * Starts one with the samples, on a free port of 127.0.0.1.
 *
 * @returns {Promise<DynamoDb>}
 */
export async function startSampleDynamoDb() {
  const child = fork(fileURLToPath(new URL('database.js', import.meta.url)));
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`the database's process ended (${code})`);
  });
  const [{ url, ca }] = await Promise.race([once(child, 'message'), failed]);
  return { url, ca, stop: () => child.kill() };
}
