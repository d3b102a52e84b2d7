/** The options of `npm start`. */

import { parseOptions as parse, UsageError } from '../../scripts/terminal.js';

export const USAGE = `Usage: npm start -- [--data DIR] [--dynamodb URL]

Answers the lookups of api.json on http://127.0.0.1:8080, as CloudFront would, from an embedded
DynamoDB with sample items.

  --data DIR       keep the embedded DynamoDB in DIR; without, it is gone when this ends
  --dynamodb URL   read from the DynamoDB at URL; nothing is created or written there
  -h, --help       show this

PORT=8081 npm start listens on another port; PORT=0 takes a free one.
`;

const OPTIONS = /** @type {const} */ ({
  data: { type: 'string' },
  dynamodb: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
});

/**
 * @typedef {object} Options
 * @property {boolean} help
 * @property {number} port
 * @property {string} [data] directory
 * @property {URL} [dynamodb] endpoint
 */

/**
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Options}
 * @throws {UsageError}
 */
export function parseOptions(args, env) {
  const { help = false, data, dynamodb } = parse(args, OPTIONS);
  if (data === '') throw new UsageError('--data needs a directory');
  if (data !== undefined && dynamodb !== undefined) {
    throw new UsageError('--data is for the embedded DynamoDB, --dynamodb replaces it: drop one');
  }
  return {
    help,
    port: parsePort(env.PORT || '8080'),
    data,
    dynamodb: dynamodb === undefined ? undefined : parseEndpoint(dynamodb),
  };
}

/** @param {string} text */
function parsePort(text) {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new UsageError(`PORT must be a number from 0 to 65535, is ${JSON.stringify(text)}`);
}

/** @param {string} text */
function parseEndpoint(text) {
  const url = URL.parse(text);
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
  throw new UsageError(
    `--dynamodb needs a URL like http://127.0.0.1:8000, is ${JSON.stringify(text)}`,
  );
}
