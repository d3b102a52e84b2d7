/** The site of an API, as a deployment makes it: a behavior for each route, and no function at other paths. */

import { behaviorsFor } from '../api/behavior.js';
import { uncachedStatuses } from '../api/error-caching.js';
import { TIMEOUT_SECONDS } from '../api/lambda.js';
import { tableFindings } from '../api/table-keys.js';
import { REST_OF_SITE } from '../emulator/behavior.js';
import { isFrontDoor } from '../front-doors/front-door.js';
import { UsageError } from '../terminal.js';
import { startApiFunction } from './api-function.js';
import { tablesOf } from './declared-tables.js';
import { exampleUrls } from './example-urls.js';
import { urlHost } from './listen.js';
import { originAt } from './local-origin.js';
import { hiddenRoutes, isHidden, pagePaths, pagesOf, ROUTES_PAGE } from './pages.js';
import { asFrontDoor } from './site.js';

/** @import { Api, Description, EventType } from '../api/load.js' */
/** @import { Behavior, EdgeFunction } from '../emulator/behavior.js' */
/** @import { Handler } from '../emulator/invoke.js' */
/** @import { LocalOptions, Site } from './site.js' */

/**
 * @param {LocalOptions} options
 * @returns {Promise<Site>}
 */
export async function apiSite({ api, trigger, timeoutMs, pageFolder, host, origin, ...source }) {
  if (api === undefined) throw new UsageError('name an API or a handler');
  const { description } = api;
  const { dynamodb, log } = source;
  const restOfSite =
    origin === undefined ? REST_OF_SITE : { ...REST_OF_SITE, origin: originAt(origin) };
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
      : behaviorsOf(
          description,
          trigger,
          { handler, timeoutMs: timeoutMs ?? TIMEOUT_SECONDS * 1000 },
          restOfSite,
        ),
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
        `Listening on ${origin}${asFrontDoor(trigger)}, reading from DynamoDB at ${endpoint.origin}.\n\n` +
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
 * @param {Behavior} [restOfSite] At all other paths.
 * @returns {Behavior[]}
 */
export function behaviorsOf(description, eventType, fn, restOfSite = REST_OF_SITE) {
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
  return [...behaviors, restOfSite];
}

/**
 * The error caching of the distribution that a deployment makes, in seconds by status.
 *
 * @param {Description} description
 */
export function errorCachingMinTtl(description) {
  return Object.fromEntries(uncachedStatuses(description).map((status) => [status, 0]));
}
