/** The events that front doors other than CloudFront make of a request. */

import { FRONT_DOORS } from '../../wrapper/front-doors/front-door.js';
import { decodedPath } from '../../wrapper/front-doors/percent.js';
import { clientRequest } from '../../wrapper/front-doors/request.js';

/**
 * @typedef {object} Sent A request as a client sends it.
 * @property {string} method
 * @property {string} uri
 * @property {string} querystring
 * @property {string} [origin]
 * @property {boolean} [isFromCloudFront] Whether CloudFront has sent it on.
 */

/** @type {Record<string, (sent: Sent) => object>} */
export const EVENTS = {
  ...Object.fromEntries(
    Object.entries(FRONT_DOORS).map(([name, { event }]) => [name, (sent) => event(read(sent))]),
  ),
  // REST APIs have the same format, with the path as it was sent.
  'http-api, payload 1.0': (sent) => ({
    ...FRONT_DOORS['rest-api'].event(read({ ...sent, uri: decodedPath(sent.uri) })),
    version: '1.0',
  }),
};

/** @param {Sent} sent */
function read({ method, uri, querystring, origin, isFromCloudFront = false }) {
  const headers = Object.entries({
    Host: 'example.org',
    'User-Agent': 'curl/8.7.1',
    ...(origin !== undefined && { Origin: latin1(origin) }),
    ...(isFromCloudFront && { 'X-Amz-Cf-Id': 'ExAmPlE==' }),
  });
  const target = latin1(querystring === '' ? uri : `${uri}?${querystring}`);
  const sent = { method, target, rawHeaders: headers.flat(), clientIp: '192.0.2.1' };
  return clientRequest(sent, Buffer.alloc(0), 0);
}

/** @param {string} text */
function latin1(text) {
  return Buffer.from(text).toString('latin1');
}
