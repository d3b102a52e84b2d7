/**
 * The pages of the local edge: a form for each route, and the API's own page if it has one. They lie under
 * `/__edge/`, where no route is shadowed; besides, one of them is at `/`, unless a route is there.
 */

import { matches, patternOf } from '../api/path-pattern.js';
import { browserFiles, fileNames } from '../browser/files.js';
import { routesPageFiles, routesPageNames } from '../browser/routes-page.js';
import { isForOwnHost, ownHosts } from '../inspector/admission.js';
import { valuesOfItems } from './example-urls.js';
import { createStaticFiles, isRead, pathOf } from './static-files.js';

/** @import { IncomingMessage, ServerResponse } from 'node:http' */
/** @import { Api, Description, Route } from '../api/load.js' */
/** @import { StoredItem } from './items.js' */

/**
 * @callback Pages
 * @param {IncomingMessage} req
 * @param {ServerResponse} res
 * @returns {Promise<boolean>} Whether the request was for one of them, and is answered.
 */

/** Where the page with a form for each route is, whatever `/` shows. */
export const ROUTES_PAGE = '/__edge/routes/';

/** Where the API's own page is, and the library that it loads. */
const OWN_PAGE = '/__edge/page/';

const PAGES = [ROUTES_PAGE, OWN_PAGE];

/** How many items to try are offered for each route. */
const MOST_SAMPLES = 8;

/** An API's own page has its own policy in it. */
const ROUTES_PAGE_HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; " +
    "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
};

/**
 * @param {Api} api
 * @param {object} [options]
 * @param {string} [options.pageFolder] Of the API's own page.
 * @param {StoredItem[]} [options.items] Those to try.
 * @param {string} [options.address] Where they are served, as URLs have it (default: loopback).
 * @returns {Pages}
 */
export function pagesOf(api, { pageFolder, items = [], address } = {}) {
  const hasOwnPage = pageFolder !== undefined;
  const isRootFree = !isOfRoute(api.description, '/');
  const own = createStaticFiles({
    base: OWN_PAGE,
    names: fileNames(pageFolder),
    build: () => browserFiles(api, { pageFolder }),
  });
  const routes = createStaticFiles({
    base: ROUTES_PAGE,
    names: routesPageNames,
    build: async () => {
      const samples = api.description.routes.map((route) => samplesOf(route, items));
      return routesPageFiles(api, { samples, hasOwnPage });
    },
    headers: ROUTES_PAGE_HEADERS,
  });
  return async (req, res) => {
    const path = pathOf(req);
    const isRoot = isRootFree && isRead(req) && path === '/';
    if (!isRoot && !PAGES.some((base) => `${path}/`.startsWith(base))) return false;
    if (!isForOwnHost(req, address)) return refuse(res, ownHosts(address));
    if (isRoot) return hasOwnPage ? redirectToOwn(req, res) : routes(req, res, ROUTES_PAGE);
    return (await own(req, res)) || routes(req, res);
  };
}

/**
 * Where the pages are.
 *
 * @param {Description} description
 * @param {string} [pageFolder] Of the API's own page.
 * @returns {{ own?: string, routes: string }}
 */
export function pagePaths(description, pageFolder) {
  const isRootFree = !isOfRoute(description, '/');
  if (pageFolder === undefined) return { routes: isRootFree ? '/' : ROUTES_PAGE };
  return { own: isRootFree ? '/' : OWN_PAGE, routes: ROUTES_PAGE };
}

/**
 * Whether a path is one that the behavior of a route takes, so that no page can have it.
 *
 * @param {Description} description
 * @param {string} path
 */
export function isOfRoute({ routes }, path) {
  return routes.some((route) => matches(patternOf(route.path), path));
}

/**
 * Whether the local edge answers the paths of a route with its own pages.
 *
 * @param {Route} route
 */
export function isHidden({ path }) {
  return `${path}/`.startsWith('/__edge/');
}

/**
 * A line for each route that can be asked in production, but not of the local edge.
 *
 * @param {Description} description
 */
export function hiddenRoutes({ routes }) {
  return routes
    .filter(isHidden)
    .map(
      ({ name, path }) =>
        `warning: edge-lookup local has its own pages at /__edge/, so the route ${name} (${path}) ` +
        'can only be tried with edge-lookup invoke: choose another path',
    );
}

/**
 * An API's own page names its files relative to where it is.
 *
 * @param {IncomingMessage} req
 * @param {ServerResponse} res
 */
function redirectToOwn({ url = '' }, res) {
  const query = url.slice(1);
  res.writeHead(307, { Location: OWN_PAGE + query, 'Cache-Control': 'no-store' }).end();
  return true;
}

/**
 * @param {ServerResponse} res
 * @param {string} hosts
 */
function refuse(res, hosts) {
  res.writeHead(403, { 'Content-Type': 'text/plain; charset=UTF-8' });
  res.end(`This page answers at ${hosts} only.\n`);
  return true;
}

/**
 * Values to try: those of items. Of items that differ only in what the route does not read, one.
 *
 * @param {Route} route
 * @param {StoredItem[]} items
 */
function samplesOf(route, items) {
  const all = valuesOfItems(route, items).map((values) => Object.fromEntries(values));
  const distinct = new Map(all.map((values) => [JSON.stringify(values), values]));
  return [...distinct.values()].slice(0, MOST_SAMPLES);
}
