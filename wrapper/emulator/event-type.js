/** The four events at which CloudFront runs a function. */

/** @typedef {'viewer-request' | 'origin-request' | 'origin-response' | 'viewer-response'} EventType */
/** @typedef {'viewer-request' | 'origin-request'} RequestEventType */

/**
 * In the order in which they happen.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-cloudfront-trigger-events.html
 *
 * @type {EventType[]}
 */
export const EVENT_TYPES = [
  'viewer-request',
  'origin-request',
  'origin-response',
  'viewer-response',
];

/** A function's timeout in seconds (default). */
export const TIMEOUT_SECONDS = {
  'viewer-request': 5,
  'origin-request': 30,
  'origin-response': 30,
  'viewer-response': 5,
};

/**
 * Whether a function at this event gets a request, and not a response.
 *
 * @param {EventType} eventType
 * @returns {eventType is RequestEventType}
 */
export function isRequestEvent(eventType) {
  return eventType.endsWith('-request');
}

/**
 * Whether it is an event between CloudFront and the origin.
 *
 * @param {EventType} eventType
 */
export function isOriginEvent(eventType) {
  return eventType.startsWith('origin-');
}
