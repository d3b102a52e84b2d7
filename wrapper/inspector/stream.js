/**
 * The inspector's server-sent events: first `hello`, with the id of this run of the server, in which
 * ids of exchanges are unique, and the path of the page that has a form for each route; then an `exchange` for each, beginning with those that the page lacks.
 *
 * Pages have no queue: each has a position in the history and advances as fast as it reads. A page
 * that is too slow misses what has been dropped.
 */

import { randomUUID } from 'node:crypto';

/** @import { IncomingMessage, ServerResponse } from 'node:http' */
/** @import { History } from './history.js' */

const KEEP_ALIVE_MS = 15_000;
const RETRY_MS = 1_000;

/**
 * @param {History} history
 * @param {string} [home] Where the page with a form for each route is, if there is one.
 */
export function createStream(history, home) {
  const instance = randomUUID();
  /** @type {Map<ServerResponse, () => void>} Sends each page what it lacks. */
  const open = new Map();
  let isClosed = false;
  const keepAlive = setInterval(() => {
    for (const res of open.keys()) if (!res.writableNeedDrain) res.write(': here\n\n');
  }, KEEP_ALIVE_MS);
  keepAlive.unref();

  /**
   * @param {string | string[] | undefined} lastEventId
   * @returns {number} The position up to which a page has everything.
   */
  function positionOf(lastEventId) {
    const [run, position] = String(lastEventId).split('/');
    return run === instance && /^\d+$/.test(position) ? Number(position) : 0;
  }

  return {
    /**
     * @param {IncomingMessage} req
     * @param {ServerResponse} res
     */
    send(req, res) {
      let position = positionOf(req.headers['last-event-id']);
      const sendMissing = () => {
        for (let entry = history.after(position); entry; entry = history.after(position)) {
          if (res.writableNeedDrain) return;
          position = entry.position;
          res.write(`event: exchange\nid: ${instance}/${position}\ndata: ${entry.json}\n\n`);
        }
      };
      res.on('drain', sendMissing);
      res.on('close', () => open.delete(res));
      // A page may leave during a write; `close` handles it.
      res.on('error', () => {});
      res.writeHead(200, { 'Content-Type': 'text/event-stream; charset=UTF-8' });
      res.write(
        `retry: ${RETRY_MS}\nevent: hello\ndata: ${JSON.stringify({ instance, home })}\n\n`,
      );
      if (isClosed) return res.end();
      open.set(res, sendMissing);
      sendMissing();
    },
    /** Sends all pages what was recorded. */
    update() {
      for (const sendMissing of open.values()) sendMissing();
    },
    close() {
      isClosed = true;
      clearInterval(keepAlive);
      for (const res of open.keys()) res.end();
      open.clear();
    },
  };
}
