/** The lookups of api.json: their function, the behaviors that they have in production, the page. */

import { browserFiles, FILES } from '../browser/files.js';
import { METHODS } from '../deploy/behavior.js';
import { KEY_HEADERS, timesToLive } from '../deploy/template/cache-policy.js';
import { ERRORS } from '../deploy/template/distribution.js';
import { exampleUrls } from './api.js';
import { ANY_PATH } from './cloudfront/behavior.js';
import { startFunction } from './function.js';
import { createPages } from './pages.js';

/** @import { Route } from './api.js' */
/** @import { Behavior } from './cloudfront/behavior.js' */
/** @import { EventType } from './cloudfront/restricted-headers.js' */
/** @import { LocalOptions } from './options.js' */
/** @import { Surroundings } from './start.js' */

/** That of the distribution that a deployment makes. */
export const ERROR_CACHING_MIN_TTL = Object.fromEntries(ERRORS.map((status) => [status, 0]));

/**
 * @param {LocalOptions} options
 * @param {(close: () => unknown) => void} onOpen Gets what has to be called at the end.
 * @returns {Promise<Surroundings>}
 */
export async function prepareLookups({ data, dynamodb, trigger }, onOpen) {
  const { handler, routes, endpoint, samples } = await startFunction({ data, dynamodb, onOpen });
  return {
    handler,
    behaviors: behaviorsOf(routes, trigger),
    errorCachingMinTTL: ERROR_CACHING_MIN_TTL,
    pages: consolePage(routes),
    hints: (origin) => {
      const curls = exampleUrls(routes, origin, samples).map((url) => `  curl '${url}'\n`);
      return (
        `Listening on ${origin}, reading from DynamoDB at ${endpoint.origin}.\n\n` +
        `A page to look at: ${origin}/\n` +
        `What it does for each request: ${origin}/__edge/\n\n` +
        (trigger === 'viewer-request' || routes.some(isKept) ? '' : NOTHING_KEPT) +
        `Try:\n\n${curls.slice(0, 3).join('')}`
      );
    },
  };
}

/**
 * The behaviors that a deployment makes. Paths of no route reach the function here too, which in
 * production are those of the distribution's other behaviors.
 *
 * @param {Route[]} routes
 * @param {EventType} eventType
 * @returns {Behavior[]}
 */
export function behaviorsOf(routes, eventType) {
  const own = routes.map((route) => {
    const ttl = timesToLive(route)[eventType];
    return {
      pathPattern: route.path,
      route: route.name,
      eventType,
      allowedMethods: METHODS.allowed,
      cachedMethods: METHODS.cached,
      cachePolicy: {
        minTTL: ttl.min,
        defaultTTL: ttl.default,
        maxTTL: ttl.max,
        queryStrings: [route.parameter.name],
        headers: KEY_HEADERS[eventType],
        acceptEncoding: true,
      },
    };
  });
  return [...own, { ...ANY_PATH, eventType }];
}

const NOTHING_KEPT =
  'No route of api.json declares a cache, so that every request is a miss: see README.md.\n\n';

/** @param {Route} route */
function isKept({ cache, cases = [] }) {
  return [cache, ...cases.map((it) => it.cache)].some((it) => it !== undefined);
}

/**
 * The console page, unless a route has its path.
 *
 * @param {Route[]} routes
 */
function consolePage(routes) {
  const taken = new Set(routes.map(({ path }) => (path === '/' ? '/index.html' : path)));
  const names = FILES.filter((name) => !taken.has(`/${name}`));
  return createPages(names, () => browserFiles({ routes }));
}
