/**
 * A CloudFront distribution with functions at its four events: the behavior, the rules for requests,
 * and then what `viewer-side.js`, `cached-response.js` and `fetch.js` do, each around the next.
 */

import { behaviorFor } from './behavior.js';
import { createCache } from './cache.js';
import { exchanges } from './channel.js';
import { CloudFrontError, requestRefused } from './error.js';
import { EVENT_TYPES } from './event-type.js';
import { beginExchange, inExchange, noteResponse } from './exchange.js';
import { createReporter } from './reporter.js';
import { requestViolations } from './request-rules.js';
import { errorPage, restOfSite, toViewer } from './response.js';
import { viewerResponse } from './viewer-side.js';

/** @import { Behavior, CustomErrorResponse } from './behavior.js' */
/** @import { Context } from './cached-response.js' */
/** @import { Exchange } from './exchange.js' */
/** @import { Origin } from './origin/origin.js' */
/** @import { ViewerRequest } from './request.js' */
/** @import { Generated } from './response.js' */
/** @import { NamedViolation } from './rules.js' */

/**
 * @typedef {object} DistributionConfig
 * @property {Behavior[]} behaviors In the order in which they are tried; the last is the default.
 * @property {Origin[]} [origins] To which functions may turn, besides those of behaviors.
 * @property {Record<string, number>} [errorCachingMinTTL] Seconds by status (default: 10).
 * @property {CustomErrorResponse[]} [customErrorResponses]
 * @property {string} [defaultRootObject] What `/` stands for.
 */

/**
 * @typedef {object} Surroundings
 * @property {(line: string) => void} log Gets a line for each violation.
 * @property {boolean} [lenient] Whether violations are only reported, and the response sent if possible.
 * @property {() => number} [now] The cache's clock, in milliseconds.
 * @property {Record<string, string>} [cloudFrontHeaders] The headers that CloudFront makes where a policy
 *   names them, such as `CloudFront-Viewer-Country`.
 *
 * @typedef {DistributionConfig & Surroundings} DistributionOptions
 */

/**
 * @callback Answer
 * @param {ViewerRequest} request
 * @param {number} [replayOf] The exchange that this request repeats.
 * @returns {Promise<Generated & { exchange: Exchange }>}
 */

/**
 * A distribution. Its `update` takes another configuration, and empties the cache.
 *
 * @typedef {Answer & { update: (config: DistributionConfig) => void }} Distribution
 */

/**
 * @param {DistributionOptions} options
 * @returns {Distribution}
 */
export function createDistribution(options) {
  const { log, lenient = false, now = Date.now, cloudFrontHeaders = {} } = options;
  const { warn, report } = createReporter(log);
  let context = contextOf(options);
  let count = 0;

  /** @type {Distribution} */
  const answer = (request, replayOf) => {
    const current = context;
    const behavior = behaviorFor(current.behaviors, request.uri);
    return observed(request, behavior, replayOf, async (exchange) => {
      const violations = requestViolations(request, behavior);
      if (violations.length > 0 && !lenient) throw requestRefused(violations);
      warn(violations, exchange);
      if (isEmpty(behavior)) {
        return toViewer(restOfSite(request, pathsOf(current.behaviors)), {
          xCache: 'Error',
          requestId: exchange.requestId,
        });
      }
      return viewerResponse(request, behavior, exchange, current);
    });
  };
  answer.update = (config) => {
    context = contextOf(config);
  };
  return answer;

  /**
   * @param {DistributionConfig} config
   * @returns {Context}
   */
  function contextOf({ errorCachingMinTTL = {}, customErrorResponses = [], ...config }) {
    return {
      behaviors: config.behaviors,
      origins: originsOf(config),
      defaultRootObject: config.defaultRootObject,
      customErrorResponses,
      lenient,
      warn,
      now,
      errorCachingMinTTL,
      report,
      cache: createCache({ now, errorCachingMinTTL }),
      cloudFrontHeaders,
      observe: (request, behavior, work) => observed(request, behavior, undefined, work),
    };
  }

  /**
   * @param {ViewerRequest} request
   * @param {Behavior} behavior
   * @param {number | undefined} replayOf
   * @param {(exchange: Exchange) => Promise<Generated>} work
   */
  async function observed(request, behavior, replayOf, work) {
    count += 1;
    const triggers = EVENT_TYPES.filter((it) => behavior.functions[it]);
    const exchange = beginExchange(count, request, { ...behavior, triggers });
    if (replayOf !== undefined) exchange.replayOf = replayOf;
    const start = performance.now();
    const response = await inExchange.run(exchange, work, exchange).catch((error) => {
      if (!(error instanceof CloudFrontError)) throw error;
      report(error, exchange);
      const xCache = error.name.startsWith('Lambda') ? error.name : 'Error';
      return toViewer(errorPage(error), { xCache, requestId: exchange.requestId });
    });
    exchange.ms = performance.now() - start;
    noteResponse(exchange, response);
    if (exchanges.hasSubscribers) exchanges.publish({ distribution: answer, exchange });
    return { ...response, exchange };
  }
}

/**
 * Whether nothing here answers for it.
 *
 * @param {Behavior} behavior
 */
function isEmpty({ functions, origin }) {
  return origin === undefined && Object.keys(functions).length === 0;
}

/** @param {DistributionConfig} config */
function originsOf({ origins = [], behaviors }) {
  const ofBehaviors = behaviors.map(({ origin }) => origin);
  return [...origins, ...ofBehaviors.filter((it) => it !== undefined)];
}

/**
 * The paths at which a function runs.
 *
 * @param {Behavior[]} behaviors
 */
function pathsOf(behaviors) {
  return behaviors.filter((it) => !isEmpty(it)).map(({ pathPattern }) => pathPattern);
}
