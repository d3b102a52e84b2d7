/** Headers as HTTP has them, lines, and as functions have them, lists under names in lower case. */

/** @import { CloudFrontHeaders } from 'aws-lambda' */

/** @typedef {[name: string, value: string]} HeaderLine */

/**
 * @param {HeaderLine[]} lines
 * @returns {CloudFrontHeaders}
 */
export function headerLists(lines) {
  /** @type {Map<string, { key: string, value: string }[]>} */
  const lists = new Map();
  for (const [key, value] of lines) {
    const name = key.toLowerCase();
    const list = lists.get(name);
    if (list === undefined) lists.set(name, [{ key, value }]);
    else list.push({ key, value });
  }
  // fromEntries defines own properties, as JSON.parse does in Lambda: a header named `__proto__`
  // stays a header.
  return Object.fromEntries(lists);
}

/**
 * An entry without a key is sent with initial capitals, as AWS documents.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-generating-http-responses.html#lambda-generating-http-responses-object
 *
 * @param {CloudFrontHeaders} headers
 * @returns {HeaderLine[]}
 */
export function headerLines(headers) {
  return Object.entries(headers).flatMap(([name, list]) =>
    list.map(({ key, value }) => /** @type {HeaderLine} */ ([key ?? capitalized(name), value])),
  );
}

/** @param {string} name */
function capitalized(name) {
  return name.toLowerCase().replace(/(?<![^-])[a-z]/g, (letter) => letter.toUpperCase());
}

/**
 * @param {HeaderLine[]} lines
 * @param {string} name In lower case.
 */
export function valuesOf(lines, name) {
  return lines.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value);
}

/**
 * The values as one, as RFC 9110, section 5.3, combines them.
 *
 * @param {HeaderLine[]} lines
 * @param {string} name In lower case.
 * @returns {string | undefined}
 */
export function lineValue(lines, name) {
  return combined(valuesOf(lines, name));
}

/**
 * The lines but for those with these names.
 *
 * @param {HeaderLine[]} lines
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
