/** The local edge: a function behind the emulator, with the inspector and a page beside it. */

import { behaviorsFor } from '../api/behavior.js';
import { uncachedStatuses } from '../api/error-caching.js';
import { TIMEOUT_SECONDS } from '../api/lambda.js';
import { tableFindings } from '../api/table-keys.js';
import { ANY_PATH, REST_OF_SITE } from '../emulator/behavior.js';
import { createDistribution } from '../emulator/distribution.js';
import { createFrontDoor, FRONT_DOORS, isFrontDoor } from '../front-doors/front-door.js';
import { createInspector } from '../inspector/inspector.js';
import { UsageError } from '../terminal.js';
import { startApiFunction } from './api-function.js';
import { tablesOf } from './declared-tables.js';
import { createEdge } from './edge.js';
import { exampleUrls } from './example-urls.js';
import { startFileFunction } from './file-function.js';
import { listen, urlHost } from './listen.js';
import { hiddenRoutes, isHidden, pagePaths, pagesOf, ROUTES_PAGE } from './pages.js';
import { resend } from './replay.js';

/** @import { Api, Description, EventType } from '../api/load.js' */
/** @import { Behavior, EdgeFunction } from '../emulator/behavior.js' */
/** @import { DistributionConfig } from '../emulator/distribution.js' */
/** @import { Handler } from '../emulator/invoke.js' */
/** @import { FrontDoorConfig, FrontDoorName } from '../front-doors/front-door.js' */
/** @import { Pages } from './pages.js' */
/** @import { Item } from './tables.js' */

/**
 * @typedef {object} LocalOptions
 * @property {Api} [api] The API, unless there is another function.
 * @property {string} [handlerFile] The module of the other function, `FILE` or `FILE#export`.
 * @property {string} [runtime] Lambda's, whose rules hold for the other function.
 * @property {string} [itemsFile] Items for the embedded DynamoDB.
 * @property {string} [pageFolder] The page to serve beside the API.
 * @property {string} [data] The directory of the embedded DynamoDB (default: in memory).
 * @property {URL} [dynamodb] The endpoint of another DynamoDB.
 * @property {EventType | FrontDoorName} trigger CloudFront's event, or the other front door.
 * @property {number} [timeoutMs]
 * @property {boolean} lenient
 * @property {number} port 0 takes any free one.
 * @property {string} [host] The address to listen at (default: loopback).
 * @property {(line: string) => void} log
 * @property {(close: () => unknown) => void} onClose Gets what to call at the end.
 */

/**
 * @typedef {object} Local
 * @property {string} origin Where it listens.
 * @property {string} hints What to tell the user.
 * @property {string[]} tables Those of the embedded DynamoDB.
 * @property {(table: string, item: Item) => Promise<void>} [put] Writes to the embedded DynamoDB.
 * @property {(api: Api) => Promise<void>} [reload] Answers with another API from now on. Rejects, and goes
 *   on with the one before, if that cannot be.
 * @property {(close: () => unknown) => void} onClose
 */

/**
 * Starts the local edge.
 *
 * @param {LocalOptions} options
 * @returns {Promise<Local>} Rejects with a {@link import('../terminal.js').Failure} that says what to do.
 */
export async function startLocal(options) {
  const { trigger, port, host, log, lenient, onClose } = options;
  const {
    pages,
    home,
    hints,
    tables = [],
    put,
    change,
    ...config
  } = options.handlerFile === undefined ? await withApi(options) : await withHandler(options);
  const answer = isFrontDoor(trigger)
    ? createFrontDoor({ name: trigger, ...config, log, lenient })
    : createDistribution({ ...config, log, lenient });
  const inspector = createInspector({
    distribution: answer,
    replay: (exchange) => resend(answer, exchange),
    home,
    address: host && urlHost(host),
  });
  onClose(() => inspector.close());
  const edge = createEdge({
    answer,
    log,
    pages: async (req, res) => (await pages(req, res)) || inspector.pages(req, res),
  });
  onClose(() => {
    edge.close();
    edge.closeAllConnections();
  });
  const { origin, warning } = await listen(edge, { port, host });
  if (warning) log(warning);
  const reload = change && (async (/** @type {Api} */ api) => answer.update(await change(api)));
  return { origin, hints: hints(origin), tables, put, reload, onClose };
}

/**
 * @typedef {DistributionConfig & FrontDoorConfig} Config
 * @typedef {Config & { pages: Pages, home?: string, hints: (origin: string) => string,
 *   tables?: string[], put?: Local['put'], change?: (api: Api) => Promise<Config> }} Source
 */

/**
 * The API as a deployment makes it: a behavior for each route, and no function at other paths.
 *
 * @param {LocalOptions} options
 * @returns {Promise<Source>}
 */
async function withApi({ api, trigger, timeoutMs, pageFolder, host, ...source }) {
  if (api === undefined) throw new UsageError('name an API or a handler');
  const { description } = api;
  const { dynamodb, log } = source;
  const { handlers, endpoint, items, put, reload } = await startApiFunction({ api, ...source });
  for (const line of hiddenRoutes(description)) log(line);
  await reportTables(description);
  const shown = { pageFolder, items, address: host && urlHost(host) };
  let pages = pagesOf(api, shown);
  /**
   * @param {Api} api
   * @param {Record<string, Handler>} handlers
   */
  const configOf = ({ description }, { handler }) => ({
    handler,
    timeoutMs: timeoutMs ?? TIMEOUT_SECONDS * 1000,
    behaviors: isFrontDoor(trigger)
      ? []
      : behaviorsOf(description, trigger, {
          handler,
          timeoutMs: timeoutMs ?? TIMEOUT_SECONDS * 1000,
        }),
    errorCachingMinTTL: errorCachingMinTtl(description),
  });
  return {
    ...configOf(api, handlers),
    async change(next) {
      const config = configOf(next, await reload(next));
      await reportTables(next.description);
      pages = pagesOf(next, shown);
      return config;
    },
    tables: tablesOf(description).map(({ name }) => name),
    put,
    pages: (req, res) => pages(req, res),
    home: ROUTES_PAGE,
    hints: (origin) => {
      const shown = description.routes.filter((route) => !isHidden(route));
      const urls = exampleUrls(shown, origin, items);
      const curls = urls.map((url) => `  curl '${url.replaceAll("'", "'\\''")}'\n`);
      const { own, routes } = pagePaths(description, pageFolder);
      const cached = trigger !== 'origin-request' || description.routes.some((it) => it.caches);
      return (
        `Listening on ${origin}${as(trigger)}, reading from DynamoDB at ${endpoint.origin}.\n\n` +
        (own === undefined ? '' : `A page to look at: ${origin}${own}\n`) +
        `A form for each route: ${origin}${routes}\n` +
        `What it does for each request: ${origin}/__edge/\n\n` +
        (cached ? '' : NOTHING_CACHED) +
        (curls.length === 0 ? '' : `Try:\n\n${curls.slice(0, 3).join('')}`)
      );
    },
  };

  /**
   * Says which tables of a DynamoDB that is not ours do not fit. It serves all the same: they may be
   * created later.
   *
   * @param {Description} description
   */
  async function reportTables(description) {
    if (dynamodb === undefined) return;
    const { mismatches, notes } = await tableFindings(description, { endpoint: dynamodb });
    for (const line of mismatches) log(`warning: ${line}`);
    for (const line of notes) log(`note: ${line}`);
  }
}

const NOTHING_CACHED =
  'No route of the API declares a cache, so every request is a miss: add "cache" to a route.\n\n';

/**
 * The behaviors of the distribution that a deployment makes.
 *
 * @param {Description} description
 * @param {EventType} eventType
 * @param {EdgeFunction} fn
 * @returns {Behavior[]}
 */
export function behaviorsOf(description, eventType, fn) {
  const behaviors = behaviorsFor(description, eventType).map((behavior) => {
    const { pathPattern, route, allowedMethods, cachedMethods } = behavior;
    const { acceptEncoding, ...cachePolicy } = behavior.cachePolicy;
    return {
      pathPattern,
      route,
      functions: { [eventType]: fn },
      allowedMethods,
      cachedMethods,
      cachePolicy: { ...cachePolicy, cookies: [], gzip: acceptEncoding, brotli: acceptEncoding },
    };
  });
  return [...behaviors, REST_OF_SITE];
}

/**
 * The error caching of the distribution that a deployment makes, in seconds by status.
 *
 * @param {Description} description
 */
export function errorCachingMinTtl(description) {
  return Object.fromEntries(uncachedStatuses(description).map((status) => [status, 0]));
}

/**
 * @param {LocalOptions} options
 * @returns {Promise<Source>}
 */
async function withHandler({ handlerFile = '', trigger, timeoutMs, log, ...options }) {
  const handler = await startFileFunction({ ...options, handler: handlerFile, onReload: log });
  const functions = { [trigger]: { handler, timeoutMs } };
  return {
    handler,
    timeoutMs,
    behaviors: isFrontDoor(trigger) ? [] : [{ ...ANY_PATH, functions }],
    pages: async () => false,
    hints: (origin) =>
      `Listening on ${origin}${as(trigger)}, running ${handlerFile}${at(trigger)}.\n\n` +
      `What it does for each request: ${origin}/__edge/\n`,
  };
}

/** @param {LocalOptions['trigger']} trigger */
function as(trigger) {
  return isFrontDoor(trigger) ? ` as ${FRONT_DOORS[trigger].title}` : '';
}

/** @param {LocalOptions['trigger']} trigger */
function at(trigger) {
  return isFrontDoor(trigger) ? '' : ` at ${trigger}`;
}
