/** Runs `python-functions.py`, which needs nothing but Python 3, and makes its responses comparable with ours. */

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('python-functions.py', import.meta.url));

/**
 * @typedef {object} Call
 * @property {string} function The function's name, which our route has too.
 * @property {unknown} event
 * @property {boolean} fails Whether DynamoDB does not answer.
 *
 * @typedef {object} Result
 * @property {{ table: string, value: string } | null} read
 * @property {any} [response] In the form of its front door.
 * @property {string} [raised] The exception's name, in place of a response.
 */

/** Why tests that need it are skipped, if they are. */
export function pythonSkip() {
  return spawnSync('python3', ['--version']).status === 0 ? false : 'needs Python 3';
}

/**
 * @param {import('./examples.js').Items} items
 * @param {string[]} allowedOrigins
 * @param {Call[]} calls
 * @returns {Result[]}
 */
export function callPython(items, allowedOrigins, calls) {
  const { stdout, stderr, status } = spawnSync('python3', ['-I', PROGRAM], {
    encoding: 'utf8',
    input: JSON.stringify({ items, allowedOrigins, calls }),
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Error(`python3 ended with ${status}: ${stderr}`);
  return JSON.parse(stdout);
}

/**
 * What a viewer sees, in which form the function said it, and what was read for it.
 *
 * @param {Result} result
 */
export function seen({ raised, response, read }) {
  if (raised !== undefined) return { raised, read };
  const isOfCloudFront = 'status' in response;
  const { status, headers, body } = isOfCloudFront ? flat(response) : response;
  return {
    form: isOfCloudFront ? 'CloudFront' : 'proxy',
    status: Number(status ?? response.statusCode),
    headers: { ...headers },
    // How JSON is written is a listed difference. The order of its members is none.
    body: body ? JSON.stringify(JSON.parse(body)) : '',
    read,
  };
}

/** @param {{ status: string, headers: Record<string, { key: string, value: string }[]>, body?: string }} response */
function flat({ headers, ...rest }) {
  const fields = Object.values(headers).map(([{ key, value }]) => [key, value]);
  return { ...rest, headers: Object.fromEntries(fields) };
}
