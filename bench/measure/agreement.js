/** Whether a peer answers as edge-lookup does: one that does not has nothing to compare. */

import { isDeepStrictEqual } from 'node:util';
import { COMPLETE, eventText, FOUND, ORIGIN } from '../stage/event.js';

/** @import { Request } from '../stage/event.js' */
/** @import { RunningPeer } from '../stage/process.js' */

const [JOB_ID, STATUS] = [FOUND.uri, COMPLETE.uri];

/** @type {Record<string, Request>} */
export const REQUESTS = {
  found: FOUND,
  'found, without an Origin': {
    uri: JOB_ID,
    querystring: 'input_file=4%3A3%20archive+%2312%20(PAL).avi',
  },
  'found, beyond ASCII': {
    ...FOUND,
    querystring: `input_file=${encodeURIComponent('紹介ビデオ.mp4')}`,
  },
  'a finished job': COMPLETE,
  'a running job': { ...COMPLETE, querystring: 'job_id=c123456789012-p7kd2m' },
  'a failed job': { ...COMPLETE, querystring: 'job_id=c123456789012-e9r5ks' },
  'an item that lacks an attribute': { ...COMPLETE, querystring: 'job_id=c123456789012-bad001' },
  'not found': { ...FOUND, querystring: 'input_file=nothing.mp4' },
  'a blank parameter': { ...FOUND, querystring: 'input_file=' },
  'a parameter against its pattern': { ...COMPLETE, querystring: 'job_id=c_1' },
  'a missing parameter': { uri: STATUS, querystring: 'input_file=a' },
  'no parameter': { uri: STATUS },
  'a bad origin': { ...FOUND, origin: 'https://example.com' },
  OPTIONS: { ...FOUND, method: 'OPTIONS', querystring: '' },
  'another method': { ...FOUND, method: 'POST' },
  'no route': { uri: '/api/media/other', origin: ORIGIN },
};

const ON_EVERY_ANSWER = ['access-control-allow-origin'];
const ON_OPTIONS = [
  ...ON_EVERY_ANSWER,
  'access-control-allow-methods',
  'access-control-allow-headers',
  'access-control-max-age',
];

/**
 * The requests that a peer answers otherwise.
 *
 * @param {RunningPeer} peer
 * @param {RunningPeer} ours
 * @returns {Promise<string[]>} Each with both answers.
 */
export async function disagreements(peer, ours) {
  const found = [];
  for (const [name, request] of Object.entries(REQUESTS)) {
    const [actual, expected] = await Promise.all([answer(peer, request), answer(ours, request)]);
    if (isDeepStrictEqual(actual, expected)) continue;
    found.push(`${name}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`);
  }
  return found;
}

/**
 * What counts of an answer: the status, the CORS headers that a browser reads of it, the JSON.
 *
 * @param {RunningPeer} peer
 * @param {Request} request
 */
async function answer(peer, request) {
  const report = await peer.ask([eventText(request)]);
  const { status, headers, body } = JSON.parse(report.answer);
  const names = request.method === 'OPTIONS' ? ON_OPTIONS : ON_EVERY_ANSWER;
  return {
    status: String(status),
    headers: Object.fromEntries(names.map((name) => [name, headers[name]?.[0].value])),
    body: body ? JSON.parse(body) : null,
  };
}
