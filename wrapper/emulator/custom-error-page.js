/**
 * The page of the distribution in place of an error.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html#HTTPStatusCodes-custom-error-pages
 */

import { STATUS_CODES } from 'node:http';
import { behaviorFor } from './behavior.js';
import { cachedResponse } from './cached-response.js';

/** @import { Context, Served } from './cached-response.js' */
/** @import { ViewerRequest } from './request.js' */

/**
 * @param {ViewerRequest} request
 * @param {Served} served
 * @param {Context} context
 * @returns {Promise<Served>} The same if there is no page for its status, or none to be had.
 */
export async function withCustomErrorPage(request, served, context) {
  const { status } = served.response;
  const custom = context.customErrorResponses.find(({ errorCode }) => errorCode === status);
  if (custom?.responsePagePath === undefined) return served;
  const response = await pageAt(custom.responsePagePath, request, context);
  if (response.status !== 200) return served;
  const shown = custom.responseCode ?? status;
  return {
    ...served,
    response: { ...response, status: shown, reason: STATUS_CODES[shown] ?? '' },
  };
}

/**
 * By the behavior of its path, without the functions of viewers: an exchange of its own.
 *
 * @param {string} path
 * @param {ViewerRequest} viewers
 * @param {Context} context
 */
function pageAt(path, viewers, context) {
  const method = viewers.method === 'HEAD' ? 'HEAD' : 'GET';
  const sent = { ...viewers.sent, method, target: path, hasBody: false };
  const request = { ...viewers, sent, method, uri: path, querystring: '' };
  const behavior = behaviorFor(context.behaviors, path);
  return context.observe(request, behavior, async (exchange) => {
    const { response } = await cachedResponse(request, behavior, exchange, context);
    return response;
  });
}
