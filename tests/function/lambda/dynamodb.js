/** DynamoDB's endpoint: TLS in front of the embedded database. */

import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { createServer } from 'node:https';
import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';

/**
 * @typedef {object} Arrival A request.
 * @property {string | false | null | undefined} host That the client asked for by TLS (SNI).
 * @property {import('node:http').IncomingHttpHeaders} headers
 * @property {boolean} forwarded Whether the database answered it.
 * @property {number | undefined} from The connection's port on the other side.
 *
 * @typedef {Awaited<ReturnType<typeof startDynamoDb>>} DynamoDb
 */

/**
 * Starts the endpoint on a free port of 127.0.0.1.
 *
 * @param {object} options
 * @param {string} options.database The database's URL.
 * @param {import('./certificate.js').Certificate} options.certificate
 */
export async function startDynamoDb({ database, certificate }) {
  const agent = new Agent({ keepAlive: true });
  /** @type {Arrival[]} */
  const arrivals = [];
  /** @type {{ value: string, body?: Buffer } | undefined} */
  let exception;

  const server = createServer(certificate, async (incoming, outgoing) => {
    const body = await buffer(incoming);
    const { servername } = /** @type {import('node:tls').TLSSocket} */ (incoming.socket);
    const { headers, socket } = incoming;
    const forwarded = exception === undefined || keyOf(body) !== exception.value;
    arrivals.push({ host: servername, headers, forwarded, from: socket.remotePort });
    if (forwarded) await forward(headers, body, outgoing);
    else if (exception?.body === undefined) incoming.socket.destroy();
    else answer(outgoing, exception.body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());

  return {
    port,
    /** What has come so far. */
    arrivals,
    /** From now on the database answers whatever comes. */
    forwardAll() {
      exception = undefined;
    },
    /**
     * From now on the database does not answer for a key.
     *
     * @param {string} value The key.
     * @param {Buffer} [body] The answer; without one the connection ends.
     */
    answerFor(value, body) {
      exception = { value, body };
    },
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      agent.destroy();
      await closed;
    },
  };

  /**
   * @param {import('node:http').IncomingHttpHeaders} headers
   * @param {Buffer} body
   * @param {import('node:http').ServerResponse} outgoing
   */
  async function forward(headers, body, outgoing) {
    // It answers at its own address only.
    const { host } = new URL(database);
    const sent = request(database, { method: 'POST', agent, headers: { ...headers, host } });
    sent.end(body);
    const [response] = await once(sent, 'response');
    outgoing.writeHead(response.statusCode, response.headers);
    response.pipe(outgoing);
  }
}

/** @param {Buffer} body Of GetItem's request. */
function keyOf(body) {
  const [key] = Object.values(JSON.parse(body.toString()).Key);
  return key.S;
}

/**
 * @param {import('node:http').ServerResponse} outgoing
 * @param {Buffer} body
 */
function answer(outgoing, body) {
  const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-crc32': crc32(body) };
  outgoing.writeHead(200, { ...headers, 'content-length': body.length });
  outgoing.end(body);
}
