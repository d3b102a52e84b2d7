/** The API in plain JavaScript, whoever reads the item. */

import { jobOf, statusOf } from './items.js';

/** @import { Item } from './items.js' */
/** @import { CloudFrontRequestEvent, CloudFrontResultResponse } from 'aws-lambda' */

/** @typedef {(table: string, key: string, value: string) => Promise<Item | undefined>} GetItem */

const ALLOWED_ORIGIN = /^https:\/\/.*\.nightonly\.com$/s;

const HEADERS = Object.fromEntries(
  Object.entries({
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Methods': 'GET, OPTIONS',
    'Access-Control-Allow-Headers': '*',
    'Access-Control-Max-Age': '7200',
    'Content-Type': 'application/json; charset=UTF-8',
    'Cache-Control': 'no-store',
  }).map(([key, value]) => [key.toLowerCase(), [{ key, value }]]),
);

const ROUTES = new Map([
  [
    '/api/media/job_id',
    {
      parameter: 'input_file',
      table: 'MediaConvertInputFileToJobId',
      key: 'InputFile',
      fields: jobOf,
    },
  ],
  [
    '/api/media/status',
    {
      parameter: 'job_id',
      table: 'MediaConvertJobIdToStatus',
      key: 'JobId',
      fields: statusOf,
    },
  ],
]);

/** @param {GetItem} getItem */
export function createHandler(getItem) {
  return async (/** @type {CloudFrontRequestEvent} */ event) => {
    const { method, uri, querystring, headers } = event.Records[0].cf.request;
    const route = ROUTES.get(uri);
    if (route === undefined) return refusal(404, 'No route matches.');
    if (method === 'OPTIONS') return { status: '200', headers: HEADERS };
    if (method !== 'GET' && method !== 'HEAD') return refusal(404, 'No route matches.');
    const origin = headers.origin?.[0].value;
    if (origin && !ALLOWED_ORIGIN.test(origin)) return refusal(422, 'ORIGIN is invalid.');

    const { parameter, table, key, fields } = route;
    const query = new URLSearchParams(querystring);
    if (query.size === 0) return refusal(400, 'Not found parameter.');
    const value = query.get(parameter);
    if (value === null) return refusal(400, `Not found parameter ${parameter}.`);
    if (value === '') return refusal(422, `Not exist parameter ${parameter}.`);
    if (Buffer.byteLength(value) > 2048) return refusal(422, `Invalid parameter ${parameter}.`);

    let item;
    try {
      item = await getItem(table, key, value);
    } catch {
      return refusal(503, 'Service unavailable.');
    }
    if (item === undefined) return refusal(422, 'Not found item.');
    try {
      return answer(200, { success: true, ...fields(item) });
    } catch {
      return refusal(500, 'Invalid item.');
    }
  };
}

/**
 * @param {number} status
 * @param {string} message
 */
function refusal(status, message) {
  return answer(status, { success: false, message });
}

/**
 * @param {number} status
 * @param {object} body
 * @returns {CloudFrontResultResponse}
 */
function answer(status, body) {
  return { status: String(status), headers: HEADERS, body: JSON.stringify(body) };
}
