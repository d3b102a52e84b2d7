/** A DynamoDB that answers GetItem over HTTP on 127.0.0.1, and misbehaves when it is told to. */

import { once } from 'node:events';
import { createServer } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { FAULTS } from './faults.js';
import { itemFor, send } from './wire.js';

/** @typedef {import('./faults.js').Fault} Fault */
/** @typedef {import('./faults.js').Misbehave} Misbehave */
/** @typedef {(request: number) => Fault | Misbehave | undefined} Plan What each request meets, from 1. */
/** @typedef {Awaited<ReturnType<typeof startFaultServer>>} FaultServer */

/** @type {Plan} */
const good = () => undefined;

/**
 * A fault that lasts for the first so many requests, by default for ever.
 *
 * @param {Fault | Misbehave} fault
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

/**
 * How far a request's date may be from the server's, in milliseconds.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html
 */
const DATE_TOLERANCE_MS = 5 * 60_000;

/** Starts a server that is well. */
export async function startFaultServer() {
  let plan = good;
  let aheadMs = 0;
  let planned = 0;
  let silent = 0;
  const counts = { requests: 0, connections: 0, unfinished: 0 };
  /** @type {number[]} */
  const arrivals = [];
  /** @type {Map<import('node:net').Socket, { requests: number, busy: boolean, frozen: boolean }>} */
  const sockets = new Map();

  const http = createServer(async (request, response) => {
    const { socket } = request;
    const state = sockets.get(socket) ?? { requests: 0, busy: true, frozen: false };
    const reused = state.requests > 0;
    state.requests += 1;
    state.busy = true;
    counts.requests += 1;
    arrivals.push(performance.now());
    response.on('close', () => {
      state.busy = false;
      if (!response.writableFinished) counts.unfinished += 1;
    });
    if (state.frozen) return;
    const now = Date.now() + aheadMs;
    response.setHeader('date', new Date(now).toUTCString());
    response.setHeader('x-amzn-requestid', `${counts.requests}`.padStart(52, 'A'));
    try {
      const body = await buffer(request);
      const item = itemFor(body);
      const { authorization, 'x-amz-security-token': token } = request.headers;
      const quote = `${body} ${authorization} ${token}`;
      planned += 1;
      const fault = wrongDate(request.headers, now) ?? plan(planned);
      const misbehave = typeof fault === 'string' ? FAULTS[fault] : fault;
      if (misbehave === undefined) send(response, { body: item });
      else misbehave({ response, socket, item, reused, quote });
    } catch {
      // The client went away, or what it sent is not GetItem.
      socket.destroy();
    }
  });
  // Connections end when a test wants them to.
  http.keepAliveTimeout = 0;

  const tcp = createTcpServer({ pauseOnConnect: true }, (socket) => {
    counts.connections += 1;
    sockets.set(socket, { requests: 0, busy: false, frozen: false });
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
     * Has another time from now on, and refuses requests that are dated otherwise.
     *
     * @param {number} ms How much later it is for the server.
     */
    skew(ms) {
      aheadMs = ms;
    },
    /** Forgets the connections that there are without ending them. */
    freeze() {
      for (const state of sockets.values()) state.frozen = true;
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

/**
 * @param {import('node:http').IncomingHttpHeaders} headers
 * @param {number} now The server's time, in milliseconds.
 * @returns {Fault | undefined}
 */
function wrongDate({ 'x-amz-date': date }, now) {
  const iso = String(date).replace(/^(.{4})(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z');
  const aheadMs = Date.parse(iso) - now;
  if (aheadMs > DATE_TOLERANCE_MS) return 'signatureNotYetCurrent';
  return aheadMs < -DATE_TOLERANCE_MS ? 'signatureExpired' : undefined;
}
