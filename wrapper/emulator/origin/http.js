/** HTTP servers as origins: one in place of what a distribution names, or the one that is named. */

import { isIP } from 'node:net';
import { Failure } from '../../terminal.js';
import { originFailure } from '../error.js';
import { CUSTOM_ORIGIN, serverOf } from './origin.js';
import { hostOf, portOf, send } from './send.js';

/** @import { CloudFrontOrigin } from 'aws-lambda' */
/** @import { Generated } from '../response.js' */
/** @import { Origin, OriginRequest } from './origin.js' */

/** The domain name in AWS's own events, for a server that has none: CloudFront takes no address. */
const DOMAIN_NAME = 'example.org';

/**
 * @param {string} url Of a server; a path is the origin's path.
 * @param {CloudFrontOrigin} [settings] Of the origin for which the server stands: then the URL's
 *   path comes before that of the origin.
 * @returns {Origin}
 * @throws {Failure} If CloudFront can have no such origin.
 */
export function httpOrigin(url, settings) {
  const server = parsed(url);
  const path = server.pathname.replace(/\/$/, '');
  const own = settings ?? settingsOf(server, path);
  const prefix = settings === undefined ? '' : path;
  return {
    settings: own,
    ask: (request) =>
      serverOf(request.origin) === serverOf(own)
        ? send(server, prefix, request)
        : askServer(request),
  };
}

/**
 * Asks the server that a function has chosen, where nothing stands for it.
 *
 * @param {OriginRequest} request
 * @returns {Promise<Generated>}
 */
export async function askServer(request) {
  const url = serverOf(request.origin);
  if (!URL.canParse(url)) throw originFailure(502, 'OriginDnsError', url, 'is not a server');
  return send(new URL(url), '', request);
}

/** @param {string} url */
function parsed(url) {
  const server = URL.canParse(url) ? new URL(url) : undefined;
  if (server === undefined || !['http:', 'https:'].includes(server.protocol)) {
    throw new Failure(`${url} is not the URL of an origin: write http://… or https://…`);
  }
  if (server.search || server.hash || server.username || server.password) {
    throw new Failure(`${url}: an origin has a host, a port and a path, nothing else`);
  }
  // https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CustomOriginConfig.html
  const port = portOf(server);
  if (![80, 443].includes(port) && port < 1024) {
    throw new Failure(`${url}: the port of an origin is 80, 443, or from 1024 to 65535`);
  }
  return server;
}

/**
 * @param {URL} server
 * @param {string} path
 * @returns {CloudFrontOrigin} With CloudFront's default settings.
 */
function settingsOf(server, path) {
  return {
    custom: {
      ...CUSTOM_ORIGIN,
      customHeaders: {},
      domainName: isIP(hostOf(server)) ? DOMAIN_NAME : server.hostname,
      path,
      port: portOf(server),
      protocol: server.protocol === 'https:' ? 'https' : 'http',
    },
  };
}
