/**
 * What the rules have in common.
 *
 * @import { CloudFrontRequest, CloudFrontResponse } from 'aws-lambda'
 * @import { EventType } from '../event-type.js'
 *
 * @typedef {{ field: string, message: string, link: string }} Violation
 * @typedef {Record<string, unknown>} Fields an object of unchecked fields
 *
 * @typedef {object} Given What the function got.
 * @property {EventType} eventType
 * @property {Partial<CloudFrontRequest>} request
 * @property {CloudFrontResponse} [response] At response events.
 *
 * @typedef {(result: Fields, given: Given) => Violation[]} Rule
 */

export const GUIDE = 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide';
export const EVENT = `${GUIDE}/lambda-event-structure.html#lambda-event-structure-request`;
export const RESPONSE = `${GUIDE}/lambda-generating-http-responses.html#lambda-generating-http-responses-in-requests`;
export const HEADERS = `${GUIDE}/edge-function-restrictions-all.html#function-restrictions-headers`;
export const QUOTAS = `${GUIDE}/cloudfront-limits.html#limits-lambda-at-edge`;
export const VALIDATION = `${GUIDE}/http-502-bad-gateway.html#http-502-lambda-validation-error`;

/**
 * @param {unknown} value
 * @returns {value is Fields}
 */
export function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @param {unknown} value */
export function kind(value) {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  return Array.isArray(value) ? 'an array' : `of type ${typeof value}`;
}

/** @param {string} text */
export function isBase64(text) {
  return Buffer.from(text, 'base64').toString('base64') === text;
}

/**
 * As JSON, which keeps line breaks out of the console and of the error page.
 *
 * @param {unknown} value
 */
export function quote(value) {
  return JSON.stringify(value);
}

/**
 * @param {string} field
 * @param {string} value
 * @returns {Violation[]}
 */
export function controlCharacters(field, value) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const found = /[\0-\x08\n-\x1f\x7f]/.exec(value);
  if (!found) return [];
  const code = found[0].charCodeAt(0).toString(16).padStart(2, '0');
  return [{ field, message: `has the control character 0x${code}`, link: VALIDATION }];
}
