/** A front door of a Region with any function behind it, over HTTP. */

import { once } from 'node:events';
import { createFrontDoor } from '../../wrapper/front-doors/front-door.js';
import { createEdge } from '../../wrapper/local/edge.js';
import { exchange } from '../emulator/http.js';

/** @import { AddressInfo } from 'node:net' */
/** @import { TestContext } from 'node:test' */
/** @import { FrontDoorName } from '../../wrapper/front-doors/front-door.js' */

/**
 * @param {TestContext} t
 * @param {FrontDoorName} name
 * @param {(event: any) => unknown} handler
 * @param {{ timeoutMs?: number, lenient?: boolean }} [options]
 */
export async function serve(t, name, handler, options) {
  /** @type {string[]} */
  const log = [];
  const write = (/** @type {string} */ line) => log.push(line);
  const answer = createFrontDoor({ name, handler, log: write, ...options });
  const server = createEdge({ answer, log: write });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = /** @type {AddressInfo} */ (server.address());
  return {
    log,
    /** @param {import('../emulator/corpus.js').CorpusRequest} [request] */
    send: (request = {}) => exchange(port, request),
  };
}
