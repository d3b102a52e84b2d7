/** The embedded DynamoDB. */

import { EventEmitter, once } from 'node:events';
import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import dynalite from 'dynalite';

import { refusalOf } from './database-admission.js';
import { lock } from './lock.js';
import { answerStoreErrors } from './store-errors.js';
import { openTables } from './tables.js';

/** @import { IncomingMessage, Server, ServerResponse } from 'node:http' */
/** @import { AddressInfo } from 'node:net' */
/** @import { TableDescription } from './declared-tables.js' */
/** @import { Item } from './tables.js' */

answerStoreErrors();

/**
 * @typedef {object} Database
 * @property {string} url
 * @property {string[]} created the tables that were not there
 * @property {(tables: TableDescription[]) => Promise<string[]>} create Creates those that are not there,
 *   and resolves to their names.
 * @property {(table: string, item: Item) => Promise<void>} put
 * @property {() => Promise<void>} close
 */

/**
 * Starts an embedded DynamoDB on a free port of the loopback interface.
 *
 * @param {object} options
 * @param {string} [options.directory] Where its tables are stored (default: in memory).
 * @param {TableDescription[]} options.tables to be there
 * @returns {Promise<Database>}
 * @throws {Error} when another process uses the directory
 */
export async function startDatabase({ directory, tables }) {
  const release = directory === undefined ? () => {} : occupy(directory);
  const path = directory && join(directory, 'dynamodb');
  const server = dynalite({ path, createTableMs: 0, deleteTableMs: 0 });
  giveCompleteRequests(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const { port } = /** @type {AddressInfo} */ (server.address());
  const url = `http://127.0.0.1:${port}`;
  const { create: createTable, put, close: closeTables } = openTables(url);
  try {
    return { url, created: await create(tables), create, put, close };
  } catch (error) {
    await close();
    throw error;
  }

  /** @param {TableDescription[]} tables */
  async function create(tables) {
    const isNew = await Promise.all(tables.map(createTable));
    return tables.filter((_, i) => isNew[i]).map(({ name }) => name);
  }

  async function close() {
    closeTables();
    if (!server.listening) return;
    const closed = promisify(server.close.bind(server))();
    server.closeAllConnections();
    await closed;
    release();
  }
}

/** @param {string} directory */
function occupy(directory) {
  try {
    mkdirSync(directory, { recursive: true });
    accessSync(directory, constants.W_OK);
  } catch (cause) {
    const { message } = /** @type {Error} */ (cause);
    throw new Error(`${directory} cannot hold a database: ${message}`, { cause });
  }
  return lock(directory);
}

/**
 * Dynalite throws, where nobody can catch it, when a client leaves before its request is complete
 * (https://github.com/architect/dynalite/issues/183). So it gets a request once it is complete.
 *
 * @param {Server} server
 */
function giveCompleteRequests(server) {
  const [answer] = server.listeners('request');
  server.removeAllListeners('request');
  server.on('request', serve);

  /**
   * @param {IncomingMessage} req
   * @param {ServerResponse} res
   */
  async function serve(req, res) {
    const refusal = refusalOf(req);
    if (refusal !== undefined) {
      req.resume();
      sendError(res, 403, 'AccessDeniedException', `this is edge-lookup's DynamoDB: ${refusal}`);
      return;
    }
    try {
      const body = await buffer(req);
      const { method, url, headers } = req;
      const complete = Object.assign(new EventEmitter(), { method, url, headers });
      answer.call(server, complete, res);
      complete.emit('data', body);
      complete.emit('end');
    } catch (error) {
      // The client has left, or Dynalite cannot cope with what it sent.
      sendError(res, 500, 'InternalServerError', String(error));
    }
  }
}

/**
 * @param {ServerResponse} res
 * @param {number} status
 * @param {string} type
 * @param {string} message
 */
function sendError(res, status, type, message) {
  if (!res.headersSent) res.writeHead(status, { 'Content-Type': 'application/x-amz-json-1.0' });
  res.end(JSON.stringify({ __type: type, message }));
}
