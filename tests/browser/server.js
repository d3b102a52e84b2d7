/** A server on this machine for pages in a test. */

import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { extname } from 'node:path';

/** @import { RequestListener } from 'node:http' */

/** @type {Record<string, string>} */
const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html; charset=UTF-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

/**
 * Serves what a listener answers.
 *
 * @param {RequestListener} listener
 * @param {import('../function/lambda/certificate.js').Certificate} [certificate] For HTTPS.
 */
export async function serve(listener, certificate) {
  const server =
    certificate === undefined ? createServer(listener) : createTlsServer(certificate, listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    port,
    origin: `http${certificate === undefined ? '' : 's'}://127.0.0.1:${port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/**
 * Answers with files, and with an empty page at `/` if there is none.
 *
 * @param {Record<string, Uint8Array | string>} files By path.
 * @param {string} [policy] The Content-Security-Policy.
 * @returns {RequestListener}
 */
export function files(files, policy) {
  /** @type {typeof files} */
  const all = {
    '/': '<!doctype html><title>test</title><link rel="icon" href="data:,">',
    ...files,
  };
  const header = policy === undefined ? {} : { 'content-security-policy': policy };
  return (request, response) => {
    const [path] = (request.url ?? '').split('?');
    const type = TYPES[extname(path)] ?? TYPES['.html'];
    if (path in all) response.writeHead(200, { 'content-type': type, ...header }).end(all[path]);
    else response.writeHead(404).end();
  };
}

/** The WebAssembly of the function and of pages, by path. */
export function builtFiles() {
  const paths = ['edge', 'page'].flatMap((module) => [
    `/${module}/edge_lookup.js`,
    `/${module}/edge_lookup_bg.wasm`,
  ]);
  const read = (/** @type {string} */ path) =>
    readFileSync(new URL(`../../pkg${path}`, import.meta.url));
  return Object.fromEntries(paths.map((path) => [path, read(path)]));
}
