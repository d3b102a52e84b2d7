/** Static pages, beside the function's answers. */

import { createHash } from 'node:crypto';
import { extname } from 'node:path';
import { matches, patternOf } from '../api/path-pattern.js';
import { browserFiles, fileNames } from '../browser/files.js';

/** @import { IncomingMessage, ServerResponse } from 'node:http' */
/** @import { Api, Description } from '../api/load.js' */

/** @type {Record<string, string>} */
const TYPES = {
  '.avif': 'image/avif',
  '.css': 'text/css; charset=UTF-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=UTF-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=UTF-8',
  '.json': 'application/json; charset=UTF-8',
  '.mjs': 'text/javascript; charset=UTF-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ts': 'text/plain; charset=UTF-8',
  '.txt': 'text/plain; charset=UTF-8',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** A file of a page that is none of these. */
const ANY_TYPE = 'application/octet-stream';

/**
 * @callback Pages
 * @param {IncomingMessage} req
 * @param {ServerResponse} res
 * @returns {Promise<boolean>} Whether the request was for one of them, and is answered.
 */

/**
 * Serves an API's page and the library at the root, except at the paths that the function answers.
 *
 * @param {Api} api
 * @param {string} [pageFolder]
 * @returns {Pages}
 */
export function pagesOf(api, pageFolder) {
  const pages = createPages(fileNames(pageFolder), () => browserFiles(api, { pageFolder }));
  return async (req, res) => !isOfRoute(api.description, pathOf(req)) && pages(req, res);
}

/**
 * Whether a path is one that the behavior of a route takes, so that no page can have it.
 *
 * @param {Description} description
 * @param {string} path
 */
export function isOfRoute({ routes }, path) {
  return routes.some((route) => matches(patternOf(route.path), path));
}

/**
 * Serves files at the root, and `index.html` at `/`.
 *
 * @param {string[]} names Of the files.
 * @param {() => Promise<Record<string, Uint8Array>>} build Makes them, at the first request.
 * @returns {Pages}
 */
export function createPages(names, build) {
  /** @type {ReturnType<typeof build> | undefined} */
  let files;
  return async (req, res) => {
    const path = pathOf(req);
    const name = path === '/' ? 'index.html' : path.slice(1);
    if (!names.includes(name) || !['GET', 'HEAD'].includes(req.method ?? '')) return false;
    files ??= build().catch((error) => {
      // The cause may be gone the next time.
      files = undefined;
      throw error;
    });
    send(req, res, name, (await files)[name]);
    return true;
  };
}

/** @param {IncomingMessage} req */
function pathOf({ url = '' }) {
  return url.split('?')[0];
}

/**
 * @param {IncomingMessage} req
 * @param {ServerResponse} res
 * @param {string} name
 * @param {Uint8Array} content
 */
function send(req, res, name, content) {
  const etag = `"${createHash('sha256').update(content).digest('base64url')}"`;
  res.setHeader('Cache-Control', 'no-cache');
  res.setHeader('ETag', etag);
  res.setHeader('X-Content-Type-Options', 'nosniff');
  if (req.headers['if-none-match'] === etag) {
    res.writeHead(304).end();
    return;
  }
  const type = TYPES[extname(name)] ?? ANY_TYPE;
  res.writeHead(200, { 'Content-Type': type, 'Content-Length': content.length });
  res.end(req.method === 'HEAD' ? undefined : content);
}
