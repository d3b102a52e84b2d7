/**
 * The server-sent events of the inspector: `hello` with an id of this run of the server, in which
 * the ids of exchanges are unique; then an `exchange` each, first those that the page has not got.
 *
 * There is no queue for a page: each has a position in what is kept, and moves on as fast as it
 * reads. One that is too slow misses what is no longer kept.
 */

import { randomUUID } from 'node:crypto';

/** @import { IncomingMessage, ServerResponse } from 'node:http' */
/** @import { Kept } from './kept.js' */

const KEEP_ALIVE_MS = 15_000;
const RETRY_MS = 1_000;

/** @param {Kept} kept */
export function createStream(kept) {
  const instance = randomUUID();
  /** @type {Map<ServerResponse, () => void>} What sends each page what it has not got. */
  const open = new Map();
  let isClosed = false;
  const keepAlive = setInterval(() => {
    for (const res of open.keys()) if (!res.writableNeedDrain) res.write(': here\n\n');
  }, KEEP_ALIVE_MS);
  keepAlive.unref();

  /**
   * @param {string | string[] | undefined} lastEventId
   * @returns {number} The position up to which a page has got everything.
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
        for (let entry = kept.after(position); entry; entry = kept.after(position)) {
          if (res.writableNeedDrain) return;
          position = entry.position;
          res.write(`event: exchange\nid: ${instance}/${position}\ndata: ${entry.json}\n\n`);
        }
      };
      res.on('drain', sendMissing);
      res.on('close', () => open.delete(res));
      // A page may leave while it is written to; that it has closed is all there is to know.
      res.on('error', () => {});
      res.writeHead(200, { 'Content-Type': 'text/event-stream; charset=UTF-8' });
      res.write(`retry: ${RETRY_MS}\nevent: hello\ndata: ${JSON.stringify({ instance })}\n\n`);
      if (isClosed) return res.end();
      open.set(res, sendMissing);
      sendMissing();
    },
    /** Tells all pages of what has been added. */
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
