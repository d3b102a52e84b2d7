/** A viewer's request, from the function at viewer-request to the one at viewer-response. */

import { cachedResponse } from './cached-response.js';
import { withCustomErrorPage } from './custom-error-page.js';
import { responseEvent, viewerPart, viewerRequestEvent } from './event.js';
import { noteBody, stage } from './exchange.js';
import { runAtRequest, runAtResponse } from './function-run.js';
import { passedRequest } from './passed-request.js';
import { shownBody } from './request-body.js';
import { toViewer } from './response.js';
import { isDisallowed } from './restricted-headers.js';

/** @import { Behavior } from './behavior.js' */
/** @import { Context } from './cached-response.js' */
/** @import { Exchange } from './exchange.js' */
/** @import { ViewerRequest } from './request.js' */
/** @import { Generated } from './response.js' */

/**
 * @param {ViewerRequest} request
 * @param {Behavior} behavior
 * @param {Exchange} exchange
 * @param {Context} context
 * @returns {Promise<Generated>}
 */
export async function viewerResponse(request, behavior, exchange, context) {
  const { response, passed } = await atViewerRequest(request, behavior, exchange, context);
  const { requestId } = exchange;
  if (passed === undefined) {
    // It is not cached, and no function runs at viewer-response.
    // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-generating-http-responses.html#lambda-generating-http-responses-in-requests
    return toViewer(response, { xCache: 'LambdaGeneratedResponse', requestId });
  }
  const asked = withRootObject(passed, context.defaultRootObject);
  const served = await cachedResponse(asked, behavior, exchange, context);
  const shown = await withCustomErrorPage(asked, served, context);
  const isHead = request.method === 'HEAD';
  const sent = toViewer(shown.response, { ...shown, requestId, isHead });
  // "CloudFront doesn't invoke edge functions for viewer response events when the origin returns HTTP
  // status code 400 or higher."
  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html#function-restrictions-status-codes
  if (served.response.status >= 400) return sent;
  return atViewerResponse(passed, sent, behavior, exchange, context);
}

/**
 * A function at viewer-request sees the path as it came.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DefaultRootObject.html
 *
 * @param {ViewerRequest} request
 * @param {string} [rootObject]
 */
function withRootObject(request, rootObject) {
  if (!rootObject || request.uri !== '/') return request;
  return { ...request, uri: `/${rootObject}` };
}

/**
 * @param {ViewerRequest} request
 * @param {Behavior} behavior
 * @param {Exchange} exchange
 * @param {Context} context
 */
async function atViewerRequest(request, { functions }, exchange, context) {
  const fn = functions['viewer-request'];
  if (fn === undefined) return { passed: request };
  const body = fn.includeBody ? await request.body() : undefined;
  if (body) noteBody(exchange, body);
  const event = stage(exchange, 'event', () => {
    const shown = body && shownBody('viewer-request', body);
    return viewerRequestEvent(request, exchange.requestId, shown);
  });
  return runAtRequest(fn, event, exchange, context, (result) => passedRequest(result, request));
}

/**
 * @param {ViewerRequest} request
 * @param {Generated} response
 * @param {Behavior} behavior
 * @param {Exchange} exchange
 * @param {Context} context
 * @returns {Promise<Generated>}
 */
async function atViewerResponse(request, response, { functions }, exchange, context) {
  const fn = functions['viewer-response'];
  if (fn === undefined) return response;
  const event = stage(exchange, 'event', () =>
    responseEvent('viewer-response', viewerPart(request), response, exchange.requestId),
  );
  const updated = await runAtResponse(fn, event, exchange, context, response);
  const hidden = response.headers.filter(([name]) => isDisallowed(name.toLowerCase()));
  return { ...updated, headers: [...updated.headers, ...hidden] };
}
