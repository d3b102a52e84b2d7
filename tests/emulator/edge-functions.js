/** The functions in `examples/edge-functions/`, each with its table, and CloudFront around them. */

import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ANY_PATH } from '../../wrapper/emulator/behavior.js';
import { createDistribution } from '../../wrapper/emulator/distribution.js';
import { MANAGED_CACHE_POLICIES } from '../../wrapper/emulator/managed-policies.js';
import { folderOrigin } from '../../wrapper/emulator/origin/folder.js';
import { viewerRequest } from '../../wrapper/emulator/request.js';

/** @import { Behavior, CachePolicy } from '../../wrapper/emulator/behavior.js' */
/** @import { Distribution } from '../../wrapper/emulator/distribution.js' */
/** @import { EventType } from '../../wrapper/emulator/event-type.js' */
/** @import { Origin } from '../../wrapper/emulator/origin/origin.js' */

/**
 * @typedef {object} Sent
 * @property {string} request Method and target.
 * @property {Record<string, string>} [requestHeaders]
 * @property {string | Buffer} [requestBody]
 * @property {string} [clientIp]
 * @property {string} [country]
 *
 * @typedef {object} Expected
 * @property {string} name
 * @property {number} status
 * @property {Record<string, string | null>} [headers] `null` for what is not there.
 * @property {string} [body]
 * @property {{ url: string, headers?: Record<string, string | null> } | null} [originRequest]
 *
 * @typedef {Sent & Expected} Row A request and its answer: the README of the folder has the form.
 *
 * @typedef {object} Attached How functions are attached to a behavior.
 * @property {Partial<Record<EventType, string>>} functions
 * @property {boolean} [includeBody]
 * @property {Pick<Partial<CachePolicy>, 'headers' | 'cookies' | 'queryStrings'>} [cacheKey]
 * @property {string | Origin} [origin]
 *
 * @typedef {Attached & { requests: Row[] }} Table
 *
 * @typedef {Awaited<ReturnType<Distribution>>} Answer
 * @typedef {(sent: Sent) => Promise<Answer>} Send
 */

export const FOLDER = fileURLToPath(new URL('../../examples/edge-functions', import.meta.url));

/** The server for which a folder stands. */
export const BUCKET = 'https://amzn-s3-demo-bucket.s3.amazonaws.com';

/** @param {'mjs' | 'json'} extension */
export function namesOf(extension) {
  return globSync(`*.${extension}`, { cwd: FOLDER })
    .map((file) => basename(file, `.${extension}`))
    .sort();
}

/**
 * @param {string} name
 * @returns {Table}
 */
export function tableOf(name) {
  return JSON.parse(readFileSync(`${FOLDER}/${name}.json`, 'utf8'));
}

/**
 * What sends requests to a distribution with these functions.
 *
 * @param {string} name
 * @param {Partial<Attached>} [changes] To how its table attaches them.
 * @returns {Promise<Send>}
 */
export async function sendTo(name, changes) {
  const { functions, includeBody, cacheKey, origin } = { ...tableOf(name), ...changes };
  const module = await import(`../../examples/edge-functions/${name}.mjs`);
  const attached = Object.entries(functions).map(([eventType, exported]) => [
    eventType,
    { handler: module[exported], includeBody },
  ]);
  /** @type {Behavior} */
  const behavior = {
    ...ANY_PATH,
    functions: Object.fromEntries(attached),
    cachePolicy: { ...MANAGED_CACHE_POLICIES.CachingOptimized, ...cacheKey },
    origin: typeof origin === 'string' ? folderOrigin(`${FOLDER}/${origin}`) : origin,
  };
  /** @type {Record<string, string>} */
  const cloudFrontHeaders = {};
  const log = (/** @type {string} */ line) => assert.fail(line);
  const distribution = createDistribution({ behaviors: [behavior], log, cloudFrontHeaders });
  return (sent) => {
    cloudFrontHeaders['CloudFront-Viewer-Country'] = sent.country ?? 'US';
    return distribution(requestOf(sent));
  };
}

/** @param {Sent} sent */
function requestOf({ request, requestHeaders, requestBody = '', clientIp = '198.51.100.1' }) {
  const [method, target] = request.split(' ');
  const body = Buffer.from(requestBody);
  const hasBody = body.length > 0;
  const headers = {
    Host: 'd111111abcdef8.cloudfront.net',
    ...requestHeaders,
    ...(hasBody && { 'Content-Length': String(body.length) }),
  };
  const rawHeaders = Object.entries(headers).flat();
  return viewerRequest({ method, target, rawHeaders, clientIp, hasBody, body: async () => body });
}

/**
 * @param {Row} row
 * @param {Answer} answer
 */
export function check(row, { status, headers, body, exchange }) {
  assert.equal(status, row.status, body.toString());
  checkHeaders(headers, row.headers);
  if (row.body !== undefined) assert.equal(body.toString(), row.body);
  if (row.originRequest === undefined) return;
  const asked = exchange.origin?.request;
  if (row.originRequest === null) return assert.equal(asked, undefined);
  const { url, headers: askedHeaders } = row.originRequest;
  assert.equal(asked?.url, url.startsWith('/') ? `${BUCKET}${url}` : url);
  checkHeaders(asked?.headers ?? [], askedHeaders);
  assert.equal(asked?.size ?? 0, Buffer.byteLength(row.requestBody ?? ''));
}

/**
 * @param {[name: string, value: string][]} actual
 * @param {Record<string, string | null>} [expected]
 */
export function checkHeaders(actual, expected = {}) {
  for (const [name, value] of Object.entries(expected)) {
    const lines = actual.filter(([it]) => it.toLowerCase() === name.toLowerCase());
    assert.equal(lines.map(([, it]) => it).join(', ') || null, value, name);
  }
}
