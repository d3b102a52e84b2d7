/**
 * Stands between a deployment and its account, and stops it before one of its writes. To be stopped before a
 * call that only asks is to leave the account as it would be before the next write.
 */

import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** @typedef {Awaited<ReturnType<typeof startStopper>>} Stopper */

/** The calls of CloudFront; all others are moto's. */
const CLOUDFRONT = /^\/2020-05-31\//;

/** What asks only. */
const READS = /^(?:Action=)?(?:Get|Describe|List)/;

/**
 * @param {object} behind
 * @param {string} behind.moto
 * @param {string} behind.cloudfront
 */
export async function startStopper({ moto, cloudfront }) {
  let rest = Number.POSITIVE_INFINITY;
  let isStopped = false;
  let afterWrite = async () => {};
  let onStop = () => {};

  const server = createServer(async (incoming, outgoing) => {
    const { method = '', url: path = '', headers } = incoming;
    const body = await buffer(incoming);
    const isOneMore = isWrite(method, headers, body);
    if (isOneMore) rest -= 1;
    isStopped ||= rest < 0;
    if (isStopped) {
      onStop();
      outgoing.writeHead(400).end();
      return;
    }
    const answer = await forward(CLOUDFRONT.test(path) ? cloudfront : moto, {
      method,
      path,
      headers,
      body,
    });
    if (isOneMore) await afterWrite();
    outgoing.writeHead(answer.status, answer.headers).end(answer.body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());

  return {
    url: `http://127.0.0.1:${port}`,

    /**
     * Does something as if it were killed after so many writes: no call that it makes later arrives, whatever
     * it does about that.
     *
     * @param {() => Promise<unknown>} work
     * @param {object} [options]
     * @param {number} [options.after]
     * @param {() => Promise<void>} [options.check] What holds after every write.
     * @param {() => void} [options.kill]
     * @returns {Promise<boolean>} Whether it was stopped.
     */
    async run(
      work,
      { after = Number.POSITIVE_INFINITY, check = async () => {}, kill = () => {} } = {},
    ) {
      /** @type {unknown[]} */
      const failures = [];
      rest = after;
      isStopped = false;
      onStop = kill;
      afterWrite = () =>
        check().catch((error) => {
          failures.push(error);
        });
      try {
        await work();
      } catch (error) {
        if (!isStopped) throw error;
      }
      if (failures.length > 0) throw failures[0];
      return isStopped;
    },

    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/**
 * @param {string} method
 * @param {import('node:http').IncomingHttpHeaders} headers
 * @param {Buffer} body
 */
function isWrite(method, headers, body) {
  if (method === 'GET' || method === 'HEAD') return false;
  const operation = String(headers['x-amz-target'] ?? '').replace(/^.*\./, '');
  return !READS.test(operation || body.subarray(0, 100).toString());
}

/**
 * @param {string} origin
 * @param {{ method: string, path: string, headers: object, body: Buffer }} call
 */
async function forward(origin, { method, path, headers, body }) {
  const forwarded = request(new URL(path, origin), { method, headers: { ...headers } }).end(body);
  const [answer] = await once(forwarded, 'response');
  return { status: answer.statusCode, headers: answer.headers, body: await buffer(answer) };
}
