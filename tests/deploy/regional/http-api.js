/** An HTTP API on 127.0.0.1 that sends requests on to the core, for what costs no read. */

import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { loadCore } from '../../../wrapper/function/core.js';
import { API } from '../../support/example.js';
import { EVENTS } from '../../support/front-doors.js';

const WASM = new URL('../../../pkg/edge/edge_lookup_bg.wasm', import.meta.url);

export async function startHttpApi() {
  const core = loadCore({ compiled: API.compiled, wasm: readFileSync(WASM) });
  /** @type {string[]} */
  const requests = [];
  const server = createServer((request, response) => {
    const { pathname: uri, search } = new URL(request.url ?? '/', 'http://localhost');
    const { method = '', headers } = request;
    requests.push(`${method} ${uri}`);
    const sent = { method, uri, querystring: search.slice(1), origin: headers.origin };
    const decision = /** @type {any} */ (
      core.decide(/** @type {any} */ (EVENTS['http-api'](sent)))
    );
    const { statusCode, headers: answered, body } = decision.response;
    response.writeHead(statusCode, answered).end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    /** What it was asked: method and path. */
    requests,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
