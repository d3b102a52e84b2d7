/** What the local edge answers, with which a deployment's answers are compared. */

import { readFileSync } from 'node:fs';
import { createDistribution } from '../emulator/distribution.js';
import { viewerRequest } from '../emulator/request.js';
import { loadCore } from '../function/core.js';
import { createHandlers } from '../function/handler.js';
import { behaviorsOf, errorCachingMinTtl } from '../local/api-site.js';
import { eventOf, MISSING, responseOf } from '../local/ask-core.js';
import { observed } from '../local/observed.js';

/** @import { Api, EventType, Route } from '../api/load.js' */
/** @import { Decision } from '../function/core.js' */
/** @import { Item } from '../local/tables.js' */
/** @import { Request } from './requests.js' */

/**
 * @typedef {object} Expected What should come.
 * @property {string} [route] The name of the route that answers, if one does.
 * @property {number} status
 * @property {Record<string, string>} headers Those of the API, in lower case.
 * @property {string[]} open The names of headers whose values nobody knows here.
 * @property {string} [body] Absent if nobody knows it here.
 * @property {boolean} isFromCache
 *
 * @typedef {ReturnType<typeof createReference>} Reference
 */

const WASM = new URL('../../pkg/edge/edge_lookup_bg.wasm', import.meta.url);

/** The headers that depend on the item that is found. */
const OPEN = ['cache-control', 'location', 'vary'];

/**
 * The local edge, without a server and a DynamoDB.
 *
 * @param {Api} api
 * @param {EventType} eventType
 */
export function createReference({ compiled, description }, eventType) {
  const core = loadCore({ compiled, wasm: readFileSync(WASM) });
  /** @type {Map<string, Item | undefined>} The items that are in the table, by the read that finds them. */
  const items = new Map();
  const json = core.lastResort.response.headers['content-type'][0].value;
  const { handler } = createHandlers(observed({ core, read, log: () => {} }));
  const distribution = createDistribution({
    behaviors: behaviorsOf(description, eventType, { handler }),
    errorCachingMinTTL: errorCachingMinTtl(description),
    log: () => {},
  });

  return {
    core,

    /**
     * Notes that a request finds an item. What is not noted is taken to be missing.
     *
     * @param {string} target
     * @param {Item} [item] Unless only the table knows it.
     * @returns {Decision} What the core makes of it: it may be refused.
     */
    finds(target, item) {
      const decision = core.decide(eventOf(target));
      if (decision.type === 'get-item') items.set(decision.body, item);
      return decision;
    },

    /**
     * @param {Request} request
     * @returns {Promise<Expected>}
     */
    async answer({ method, target, headers }) {
      const rawHeaders = ['Host', 'localhost', ...Object.entries(headers).flat()];
      const request = viewerRequest({ method, target, rawHeaders, clientIp: '127.0.0.1' });
      const { exchange, ...answer } = await distribution(request);
      const all = Object.fromEntries(
        answer.headers.map(([name, value]) => [name.toLowerCase(), value]),
      );
      const expected = {
        route: exchange.route,
        status: answer.status,
        headers: Object.fromEntries(
          description.headers.filter((name) => name in all).map((name) => [name, all[name]]),
        ),
        open: [],
        body: method === 'HEAD' ? '' : answer.body.toString(),
        isFromCache: 'age' in all,
      };
      return isContentKnown(exchange.decision?.body) ? expected : ofSomeItem(expected);
    },
  };

  /** @type {import('../function/replicas.js').Reader} */
  async function read(body, _, accept) {
    const item = items.get(body);
    const response = item === undefined ? MISSING : responseOf(item);
    return { answer: accept(response), attempts: 1, failures: [] };
  }

  /** @param {string} [body] Of the read. */
  function isContentKnown(body) {
    return body === undefined || !items.has(body) || items.get(body) !== undefined;
  }

  /**
   * @param {Expected} expected As if there were no item.
   * @returns {Expected}
   */
  function ofSomeItem({ body: _, headers, ...expected }) {
    const { found } = /** @type {Route} */ (
      description.routes.find(({ name }) => name === expected.route)
    );
    const kept = Object.entries(headers).filter(([name]) => !OPEN.includes(name));
    const { 'content-type': __, ...common } = Object.fromEntries(kept);
    return found.kind === 'redirect'
      ? { ...expected, status: found.status, headers: common, open: OPEN }
      : { ...expected, status: 200, headers: { ...common, 'content-type': json }, open: OPEN };
  }
}
