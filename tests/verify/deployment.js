/** What plays a deployment: the local edge, and in front of it what breaks one thing. */

import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { parseApi } from '../../wrapper/api/load.js';
import { createDistribution } from '../../wrapper/emulator/distribution.js';
import { createHandlers } from '../../wrapper/function/handler.js';
import { behaviorsOf, errorCachingMinTtl } from '../../wrapper/local/api-site.js';
import { tablesOf } from '../../wrapper/local/declared-tables.js';
import { createEdge } from '../../wrapper/local/edge.js';
import { readItems } from '../../wrapper/local/items.js';
import { verify } from '../../wrapper/verify/verify.js';
import { testCore } from '../support/core.js';
import { examples, getItem } from '../support/examples.js';

/** @import { IncomingMessage, RequestListener, Server } from 'node:http' */
/** @import { AddressInfo } from 'node:net' */
/** @import { EventType } from '../../wrapper/api/load.js' */
/** @import { VerifyOptions } from '../../wrapper/verify/verify.js' */

/**
 * @typedef {{ status: number, headers: Record<string, string>, body: string }} Reply
 * @typedef {(reply: Reply, request: IncomingMessage) => void | 'hang' | 'close'} Break Changes a reply, or
 *   says what comes in its place.
 */

/**
 * @param {string} name Of the example that is deployed.
 * @param {object} [options]
 * @param {EventType} [options.eventType]
 * @param {(api: any) => void} [options.change] What of its `api.json` is another.
 * @param {Break} [options.break]
 */
export async function startDeployment(name, options = {}) {
  const { eventType = 'viewer-request', change = () => {} } = options;
  const example = examples().find((it) => it.name === name);
  if (example === undefined) throw new Error(`there is no example ${name}`);
  const declared = JSON.parse(example.config);
  change(declared);
  const config = JSON.stringify(declared);
  const { description } = parseApi(config);
  const { handler } = createHandlers({
    core: testCore(config),
    read: async (body, _, accept) => ({
      answer: accept(getItem(example.items, body)),
      attempts: 1,
      failures: [],
    }),
    log: () => {},
  });
  const answer = createDistribution({
    behaviors: behaviorsOf(description, eventType, { handler }),
    log: () => {},
    errorCachingMinTTL: errorCachingMinTtl(description),
  });
  const edge = await listen(createEdge({ answer, log: () => {} }));
  const proxy = await listen(createServer(breaking(edge.origin, options.break ?? (() => {}))));
  return {
    api: parseApi(example.config),
    eventType,
    items: readItems(
      new URL(`../../examples/${name}/items.json`, import.meta.url).pathname,
      tablesOf(description),
    ),
    origin: proxy.origin,
    async stop() {
      await Promise.all([edge.stop(), proxy.stop()]);
    },
  };
}

/**
 * Verifies an example that is deployed so.
 *
 * @param {string} name
 * @param {Parameters<typeof startDeployment>[1] & { options?: Partial<VerifyOptions> }} [how]
 */
export async function verified(name, { options = {}, ...how } = {}) {
  const { stop, ...deployment } = await startDeployment(name, how);
  /** @type {string[]} */
  const lines = [];
  try {
    const isRight = await verify({
      ...deployment,
      paths: [],
      findLogLine: async () => ({ title: 'A line in the log', outcome: 'right', said: 'in test' }),
      print: (line) => lines.push(line),
      timeoutMs: 2_000,
      ...options,
    });
    return { isRight, transcript: lines.join('\n') };
  } finally {
    await stop();
  }
}

/**
 * @param {URL} origin
 * @param {Break} change
 * @returns {RequestListener}
 */
function breaking(origin, change) {
  return async (received, response) => {
    const { method, url, headers } = received;
    const asked = request(origin, { method, path: url, headers, agent: false }).end();
    const [answer] = /** @type {[IncomingMessage]} */ (await once(asked, 'response'));
    const reply = {
      status: answer.statusCode ?? 0,
      headers: /** @type {Record<string, string>} */ ({ ...answer.headers }),
      body: (await buffer(answer)).toString(),
    };
    const instead = change(reply, received);
    if (instead === 'hang') return;
    if (instead === 'close') {
      response.destroy();
      return;
    }
    if (method !== 'HEAD') reply.headers['content-length'] = `${Buffer.byteLength(reply.body)}`;
    delete reply.headers.connection;
    response.writeHead(reply.status, reply.headers).end(reply.body);
  };
}

/** @param {Server} server */
async function listen(server) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {AddressInfo} */ (server.address());
  return {
    origin: new URL(`http://127.0.0.1:${port}`),
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
