/** The inspector: a page that shows the latest exchanges of a distribution, and how each came about. */

import { subscribe } from '../emulator/channel.js';
import { isForOwnHost, isFromOwnPage, ownHosts } from './admission.js';
import { fileAt } from './files.js';
import { createHistory } from './history.js';
import { createStream } from './stream.js';

/** @import { IncomingMessage, ServerResponse } from 'node:http' */
/** @import { Answer } from '../emulator/distribution.js' */
/** @import { Exchange } from '../emulator/exchange.js' */

const BASE = '/__edge';

const TEXT = 'text/plain; charset=UTF-8';
const JSON_TYPE = 'application/json; charset=UTF-8';

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Sent with everything. CORS headers are omitted on purpose. */
const HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': POLICY,
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/**
 * @param {object} options
 * @param {(exchange: Exchange) => Promise<number>} options.replay Repeats a recorded request, and
 *   resolves to the id of the new exchange.
 * @param {Answer} [options.distribution] The one to watch.
 * @param {string} [options.home] Where the page with a form for each route is, if there is one.
 * @param {string} [options.address] Where it listens, as URLs have it (default: loopback).
 */
export function createInspector({ replay, distribution, home, address }) {
  const history = createHistory();
  const stream = createStream(history, home);
  const unsubscribe = distribution === undefined ? () => {} : subscribe(distribution, add);

  /** @type {Record<string, { method: string, answer: (req: IncomingMessage, res: ServerResponse) => unknown }>} */
  const DATA = {
    exchanges: { method: 'GET', answer: (_, res) => send(res, 200, JSON_TYPE, history.json()) },
    stream: { method: 'GET', answer: stream.send },
    replay: { method: 'POST', answer: sendAgain },
  };

  /**
   * @param {IncomingMessage} req
   * @param {ServerResponse} res
   */
  async function sendAgain(req, res) {
    if (!isFromOwnPage(req)) return refuse(res, 'Only the page of the inspector may replay.');
    const id = new URLSearchParams(req.url?.split('?')[1]).get('id') ?? '';
    const exchange = /^\d+$/.test(id) ? history.find(Number(id)) : undefined;
    if (!exchange)
      return sendJson(res, 404, { error: 'This request is no longer in the history.' });
    try {
      sendJson(res, 200, { id: await replay(exchange) });
    } catch (error) {
      sendJson(res, 502, { error: String(error) });
    }
  }

  /**
   * @param {string} path The part after `/__edge/`.
   * @param {IncomingMessage} req
   * @param {ServerResponse} res
   */
  async function answer(path, req, res) {
    if (Object.hasOwn(DATA, path)) {
      const { method, answer } = DATA[path];
      return req.method === method ? answer(req, res) : refuseMethod(res, method);
    }
    const file = await fileAt(path);
    if (!file) return send(res, 404, TEXT, 'The inspector has nothing at this path.\n');
    if (req.method !== 'GET' && req.method !== 'HEAD') return refuseMethod(res, 'GET, HEAD');
    send(res, 200, file.type, req.method === 'HEAD' ? '' : file.content);
  }

  return {
    add,
    /**
     * @param {IncomingMessage} req
     * @param {ServerResponse} res
     * @returns {Promise<boolean>} Whether the request was the inspector's, and is answered.
     */
    async pages(req, res) {
      const [path] = (req.url ?? '').split('?');
      if (path !== BASE && !path.startsWith(`${BASE}/`)) return false;
      req.resume();
      for (const [name, value] of Object.entries(HEADERS)) res.setHeader(name, value);
      if (!isForOwnHost(req, address)) {
        refuse(res, `The inspector answers at ${ownHosts(address)} only.`);
      } else if (path === BASE) {
        res.writeHead(308, { Location: `${BASE}/` }).end();
      } else {
        await answer(path.slice(BASE.length + 1), req, res);
      }
      return true;
    },
    /** Stops watching, and ends the streams of all open pages. */
    close() {
      unsubscribe();
      stream.close();
    },
  };

  /**
   * Records an exchange, and shows it on every open page.
   *
   * @param {Exchange} exchange
   */
  function add(exchange) {
    history.add(exchange);
    stream.update();
  }
}

/**
 * @param {ServerResponse} res
 * @param {number} status
 * @param {string} type
 * @param {string | Buffer} content
 */
function send(res, status, type, content) {
  res.writeHead(status, { 'Content-Type': type }).end(content);
}

/**
 * @param {ServerResponse} res
 * @param {number} status
 * @param {object} value
 */
function sendJson(res, status, value) {
  send(res, status, JSON_TYPE, JSON.stringify(value));
}

/**
 * @param {ServerResponse} res
 * @param {string} reason
 */
function refuse(res, reason) {
  send(res, 403, TEXT, `${reason}\n`);
}

/**
 * @param {ServerResponse} res
 * @param {string} allowed
 */
function refuseMethod(res, allowed) {
  res.setHeader('Allow', allowed);
  send(res, 405, TEXT, `Only ${allowed} here.\n`);
}
