/** Files over HTTP, beside the function's answers. */

import { createHash } from 'node:crypto';
import { extname } from 'node:path';

/** @import { IncomingMessage, ServerResponse } from 'node:http' */

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

const INDEX = 'index.html';

/**
 * Serves files under a path, and `index.html` at the path itself.
 *
 * @param {object} options
 * @param {string} options.base The path, with a slash at its end.
 * @param {string[]} options.names Of the files.
 * @param {() => Promise<Record<string, Uint8Array>>} options.build Makes them, at the first request.
 * @param {Record<string, string>} [options.headers] Further ones of each answer.
 * @returns {(req: IncomingMessage, res: ServerResponse, path?: string) => Promise<boolean>} Whether the
 *   request, or the path in its place, was for one of them, and is answered.
 */
export function createStaticFiles({ base, names, build, headers = {} }) {
  /** @type {ReturnType<typeof build> | undefined} */
  let files;
  return async (req, res, path = pathOf(req)) => {
    if (!isRead(req)) return false;
    if (`${path}/` === base && names.includes(INDEX)) {
      res.writeHead(308, { Location: base }).end();
      return true;
    }
    if (!path.startsWith(base)) return false;
    const name = path === base ? INDEX : path.slice(base.length);
    if (!names.includes(name)) return false;
    files ??= build().catch((error) => {
      // The cause may be gone the next time.
      files = undefined;
      throw error;
    });
    for (const [header, value] of Object.entries(headers)) res.setHeader(header, value);
    send(req, res, name, (await files)[name]);
    return true;
  };
}

/** @param {IncomingMessage} req */
export function pathOf({ url = '' }) {
  return url.split('?')[0];
}

/** @param {IncomingMessage} req */
export function isRead({ method = '' }) {
  return ['GET', 'HEAD'].includes(method);
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
