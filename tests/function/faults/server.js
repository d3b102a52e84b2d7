/** A DynamoDB that answers GetItem over HTTP on 127.0.0.1, and misbehaves when it is told to. */

import { once } from 'node:events';
import { createServer } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { FAULTS } from './faults.js';
import { itemFor, send } from './wire.js';

/** @typedef {import('./faults.js').Fault} Fault */
/** @typedef {(request: number) => Fault | undefined} Plan Which fault each request meets, from 1. */
/** @typedef {Awaited<ReturnType<typeof startFaultServer>>} FaultServer */

/** @type {Plan} */
const good = () => undefined;

/**
 * A fault that lasts for the first so many requests, by default for ever.
 *
 * @param {Fault} fault
 * @param {number} [count]
 * @returns {Plan}
 */
export function first(fault, count = Number.POSITIVE_INFINITY) {
  return (request) => (request <= count ? fault : undefined);
}

/**
 * A fault that every so-manieth request meets.
 *
 * @param {Fault} fault
 * @param {number} count
 * @returns {Plan}
 */
export function every(fault, count) {
  return (request) => (request % count === 0 ? fault : undefined);
}

/** Starts a server that is well. */
export async function startFaultServer() {
  let plan = good;
  let planned = 0;
  let silent = 0;
  const counts = { requests: 0, connections: 0, unfinished: 0 };
  /** @type {number[]} */
  const arrivals = [];
  /** @type {Map<import('node:net').Socket, { requests: number, busy: boolean }>} */
  const sockets = new Map();

  const http = createServer(async (request, response) => {
    const { socket } = request;
    const state = sockets.get(socket) ?? { requests: 0, busy: true };
    const reused = state.requests > 0;
    state.requests += 1;
    state.busy = true;
    counts.requests += 1;
    arrivals.push(performance.now());
    response.on('close', () => {
      state.busy = false;
      if (!response.writableFinished) counts.unfinished += 1;
    });
    response.setHeader('x-amzn-requestid', `${counts.requests}`.padStart(52, 'A'));
    try {
      const item = itemFor(await buffer(request));
      planned += 1;
      const fault = plan(planned);
      if (fault === undefined) send(response, { body: item });
      else FAULTS[fault]({ response, socket, item, reused });
    } catch {
      // The client went away, or what it sent is not GetItem.
      socket.destroy();
    }
  });
  // Connections end when a test wants them to.
  http.keepAliveTimeout = 0;

  const tcp = createTcpServer({ pauseOnConnect: true }, (socket) => {
    counts.connections += 1;
    sockets.set(socket, { requests: 0, busy: false });
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    if (silent > 0) {
      silent -= 1;
      return;
    }
    http.emit('connection', socket);
    socket.resume();
  });
  tcp.listen(0, '127.0.0.1');
  await once(tcp, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (tcp.address());

  return {
    url: new URL(`http://127.0.0.1:${port}`),
    /** Requests and connections so far, and answers that did not go out as a whole. */
    counts,
    /** When requests came, in milliseconds. */
    arrivals,
    get open() {
      return sockets.size;
    },
    /**
     * Misbehaves from the next request on.
     *
     * @param {Plan} [next] By default it is well again.
     */
    follow(next = good) {
      plan = next;
      planned = 0;
    },
    /**
     * Accepts the next connections and does nothing with them. Ends those that there are.
     *
     * @param {number} [count] How many; by default all.
     */
    silence(count = Number.POSITIVE_INFINITY) {
      silent = count;
      end();
    },
    /** Refuses connections from now on. Ends those that there are. */
    async refuse() {
      const closed = once(tcp, 'close');
      tcp.close();
      end();
      await closed;
    },
    /** Ends the connections that wait for a request, as DynamoDB does after a while. */
    endIdle() {
      end((state) => !state.busy);
    },
    async close() {
      if (tcp.listening) await this.refuse();
    },
  };

  /** @param {(state: { busy: boolean }) => boolean} [which] */
  function end(which = () => true) {
    for (const [socket, state] of sockets) {
      if (which(state)) socket.destroy();
    }
  }
}
