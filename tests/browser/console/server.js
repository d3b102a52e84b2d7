/** The page's files, and an API that answers what a test has written down. */

import { once } from 'node:events';
import { createServer } from 'node:http';
import { browserFiles } from '../../../wrapper/browser/files.js';
import { API, PAGE } from '../../support/example.js';
import { FILE, JOB_ID } from './jobs.js';

/** @import { IncomingMessage, ServerResponse } from 'node:http' */

/**
 * @typedef {object} Answer
 * @property {number} [status] 200 if left out.
 * @property {string | object} body An object is sent as JSON.
 * @property {Promise<unknown>} [after] What to wait for before.
 *
 * @typedef {Record<'/api/media/job_id' | '/api/media/status', Answer[]>} Script What each path
 *   answers, one after the other; the last again and again.
 */

/** @type {Record<string, string>} */
const TYPES = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  wasm: 'application/wasm',
};

/**
 * @param {string} [baseUrl] Where the API is for the page, if not where the page is.
 * @param {import('../../../wrapper/api/load.js').Api} [api] The one of the page (default: the one that ships).
 */
export async function startServer(baseUrl, api = API) {
  const files = await browserFiles(api, { pageFolder: PAGE, baseUrl });
  /** @type {Script} */
  let script = found({});
  /** @type {string[]} */
  let requests = [];
  /** @type {Set<string>} */
  let missing = new Set();

  const server = createServer(async (request, response) => {
    const url = new URL(`http://localhost${request.url}`);
    if (url.pathname in script) {
      requests.push(`${url.pathname}?${url.searchParams}`);
      return answer(response, /** @type {keyof Script} */ (url.pathname));
    }
    const name = url.pathname.slice(1) || 'index.html';
    if (!(name in files) || missing.has(name)) return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': TYPES[name.split('.').at(-1) ?? ''] });
    response.end(files[name]);
  });

  /**
   * @param {ServerResponse<IncomingMessage>} response
   * @param {keyof Script} path
   */
  async function answer(response, path) {
    const answers = script[path];
    const { status = 200, body, after } = answers.length > 1 ? take(answers) : answers[0];
    await after;
    const isText = typeof body === 'string';
    response.writeHead(status, {
      'content-type': isText ? TYPES.html : TYPES.json,
      'access-control-allow-origin': '*',
    });
    response.end(isText ? body : JSON.stringify(body));
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    origin: `http://127.0.0.1:${port}`,
    /** What the API has been asked, since the script was set. */
    requests: () => requests,
    /**
     * @param {Partial<Script>} answers What is left out is found.
     * @param {string[]} [without] Files that are not there.
     */
    play(answers, without = []) {
      script = { ...found({}), ...answers };
      requests = [];
      missing = new Set(without);
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/**
 * An API that knows one file, and its job in these states, one after the other.
 *
 * @param {object[]} jobs
 * @returns {Script}
 */
export function found(...jobs) {
  return {
    '/api/media/job_id': [{ body: { success: true, job_id: JOB_ID } }],
    '/api/media/status': jobs.map((job) => ({ body: { success: true, ...job } })),
  };
}

/**
 * @param {number} status
 * @param {string} message
 * @returns {Answer}
 */
export function refused(status, message) {
  return { status, body: { success: false, message } };
}

/** @param {Answer[]} answers */
function take(answers) {
  return /** @type {Answer} */ (answers.shift());
}

/** Where the page follows the job of a file. */
export const LINK = `/?${new URLSearchParams({ input_file: FILE })}`;
