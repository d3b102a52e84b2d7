/** A response from behind the cache: of a function at origin-request, or of the origin. */

import { askOrigin } from './ask-origin.js';
import { compressed } from './compression.js';
import { CloudFrontError } from './error.js';
import { originRequest, originRequestEvent, responseEvent } from './event.js';
import { noteBody, stage } from './exchange.js';
import { acceptEncoding } from './forwarded.js';
import { runAtRequest, runAtResponse } from './function-run.js';
import { passedRequest } from './passed-request.js';
import { shownBody } from './request-body.js';
import { errorPage } from './response.js';
import { conditionsOf, confirmed } from './revalidation.js';
import { timeToLive } from './time-to-live.js';

/** @import { Asked } from './ask-origin.js' */
/** @import { Behavior } from './behavior.js' */
/** @import { Origin } from './origin/origin.js' */
/** @import { Fetched } from './cache.js' */
/** @import { Exchange } from './exchange.js' */
/** @import { Leniency } from './function-run.js' */
/** @import { ViewerRequest } from './request.js' */
/** @import { Generated } from './response.js' */

/**
 * @typedef {object} Fetching
 * @property {() => number} now In milliseconds.
 * @property {Record<string, number>} errorCachingMinTTL Seconds by status.
 * @property {(error: CloudFrontError, exchange: Exchange) => void} report
 * @property {Origin[]} origins Of the distribution.
 *
 * @typedef {Leniency & Fetching} FetchContext
 */

/**
 * @param {ViewerRequest} request
 * @param {Behavior} behavior
 * @param {Exchange} exchange
 * @param {FetchContext} context
 * @param {Generated} [expired] What is in the cache, to be confirmed.
 * @returns {Promise<Fetched>}
 */
export async function fetchResponse(request, behavior, exchange, context, expired) {
  const isHead = request.method === 'HEAD';
  const conditions = expired && conditionsOf(expired, behavior);
  const asked = stage(exchange, 'event', () => {
    const { headers, ...rest } = originRequest(request, behavior);
    return { ...rest, headers: { ...headers, ...conditions }, body: request.body };
  });
  const { response: generated, passed } = await atOriginRequest(asked, behavior, exchange, context);
  if (generated !== undefined) {
    // A function makes the whole response, whatever the method; for HEAD it may leave the body out.
    return fetched(generated, { hasNoBody: isHead && generated.body.length === 0 });
  }
  const answered = await answerOf(passed, behavior, exchange, context);
  if (expired !== undefined && conditions !== undefined && answered.status === 304) {
    return fetched(confirmed(expired, answered), { isRefreshed: true });
  }
  // "CloudFront compresses objects when it gets the object from the origin", and caches them so.
  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/ServingCompressedFiles.html
  const encodings = behavior.compress ? acceptEncoding(behavior.cachePolicy, request.headers) : '';
  return fetched(await compressed(answered, encodings), { hasNoBody: isHead });

  /**
   * @param {Generated} response
   * @param {Omit<Fetched, 'response' | 'ttl'>} details
   */
  function fetched(response, details) {
    const { errorCachingMinTTL, now } = context;
    const ttl = timeToLive(response, behavior.cachePolicy, errorCachingMinTTL, now());
    return { response, ttl, ...details };
  }
}

/**
 * @param {Asked} asked
 * @param {Behavior} behavior
 * @param {Exchange} exchange
 * @param {Leniency} leniency
 */
async function atOriginRequest(asked, { functions }, exchange, leniency) {
  const fn = functions['origin-request'];
  if (fn === undefined) return { passed: asked };
  const body = fn.includeBody ? await asked.body() : undefined;
  if (body) noteBody(exchange, body);
  const shown = { ...asked, body: body && shownBody('origin-request', body) };
  const event = originRequestEvent(shown, exchange.requestId);
  return runAtRequest(fn, event, exchange, leniency, (result) => passedRequest(result, asked));
}

/**
 * What the origin answers, as a function at origin-response leaves it.
 *
 * @param {Asked} asked
 * @param {Behavior} behavior
 * @param {Exchange} exchange
 * @param {FetchContext} context
 */
async function answerOf(asked, behavior, exchange, context) {
  /** @type {Generated} */
  let answered;
  try {
    answered = await askOrigin(asked, behavior, exchange, context.origins);
  } catch (error) {
    if (!(error instanceof CloudFrontError)) throw error;
    // It counts as the origin's, so that what is stale may stand in for it.
    context.report(error, exchange);
    return errorPage(error);
  }
  // It runs for any status of the origin.
  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html#function-restrictions-status-codes
  const fn = behavior.functions['origin-response'];
  if (fn === undefined) return answered;
  const event = stage(exchange, 'event', () => {
    const { body: _, ...request } = asked;
    return responseEvent('origin-response', request, answered, exchange.requestId);
  });
  return runAtResponse(fn, event, exchange, context, answered);
}
