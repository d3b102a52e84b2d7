/** Headers of an event. */

/**
 * @param {Record<string, string>} values By name, in any letter case.
 * @returns {import('aws-lambda').CloudFrontHeaders}
 */
export function requestHeaders(values) {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key.toLowerCase(), [{ key, value }]]),
  );
}
