/** An inspector on a server of its own, without an edge behind it. */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createInspector } from '../../wrapper/inspector/inspector.js';

/** @import { AddressInfo } from 'node:net' */
/** @import { TestContext } from 'node:test' */
/** @import { Exchange } from '../../wrapper/emulator/exchange.js' */

/** What is not the inspector's is answered so. */
export const FUNCTION = 'the function';

/**
 * @param {(exchange: Exchange) => Promise<number>} [replay]
 * @param {number} [port]
 */
export async function startInspector(replay = async () => 0, port = 0) {
  const inspector = createInspector({ replay });
  /** @type {import('node:http').ServerResponse[]} */
  const responses = [];
  const server = createServer(async (req, res) => {
    responses.push(res);
    if (!(await inspector.pages(req, res))) res.end(FUNCTION);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = /** @type {AddressInfo} */ (server.address());
  return {
    ...inspector,
    port: address.port,
    origin: `http://127.0.0.1:${address.port}`,
    async stop() {
      if (!server.listening) return;
      inspector.close();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
    /** How many bytes wait to be read by clients. */
    held: () => responses.reduce((sum, { writableLength }) => sum + writableLength, 0),
    /** Breaks every connection, while the server goes on. */
    breakConnections: () => server.closeAllConnections(),
  };
}

/**
 * An inspector for one test.
 *
 * @param {TestContext} t
 * @param {(exchange: Exchange) => Promise<number>} [replay]
 */
export async function inspect(t, replay) {
  const inspector = await startInspector(replay);
  t.after(inspector.stop);
  return inspector;
}

/** @returns {never} A replay that is not to be. */
export function never() {
  assert.fail('replayed');
}
