/** The header lines of a response, and the headers of an event, by name. */

/** @import { CloudFrontHeaders } from 'aws-lambda' */
/** @import { Generated } from './response.js' */

/**
 * @param {Generated['headers']} lines
 * @param {string} name In lower case.
 */
export function valuesOf(lines, name) {
  return lines.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value);
}

/**
 * The values as one, as RFC 9110, section 5.3, combines them.
 *
 * @param {Generated['headers']} lines
 * @param {string} name In lower case.
 * @returns {string | undefined}
 */
export function lineValue(lines, name) {
  return combined(valuesOf(lines, name));
}

/**
 * The lines but for those with these names.
 *
 * @param {Generated['headers']} lines
 * @param {string[]} names In lower case.
 */
export function without(lines, names) {
  return lines.filter(([key]) => !names.includes(key.toLowerCase()));
}

/**
 * @param {CloudFrontHeaders} headers
 * @param {string} name In lower case.
 * @returns {string | undefined}
 */
export function headerValue(headers, name) {
  return combined((headers[name] ?? []).map(({ value }) => value));
}

/** @param {string[]} values */
function combined(values) {
  return values.length === 0 ? undefined : values.join(', ');
}
