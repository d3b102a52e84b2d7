/** The path by which CloudFront looks for the cache behavior; all else gets the path as it was sent. */

/** RFC 3986, section 2.3. */
const UNRESERVED = /^[\w.~-]$/;

/**
 * "CloudFront normalizes URI paths consistent with RFC 3986 and then matches the path with the correct
 * cache behavior", and removes multiple slashes.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern
 *
 * @param {string} uri
 */
export function normalizedPath(uri) {
  // Most paths are normal, and nothing else looks at each request's characters.
  if (!/%|\/[./]/.test(uri)) return uri;
  const decoded = uri.replace(/%[\da-f]{2}/gi, (escaped) => {
    const character = String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
    return UNRESERVED.test(character) ? character : escaped.toUpperCase();
  });
  return withoutDotSegments(decoded.replace(/\/{2,}/g, '/'));
}

/**
 * RFC 3986, section 5.2.4.
 *
 * @param {string} path
 */
function withoutDotSegments(path) {
  /** @type {string[]} */
  const kept = [];
  const segments = path.split('/').slice(1);
  for (const [index, segment] of segments.entries()) {
    if (segment === '..') kept.pop();
    if (segment !== '.' && segment !== '..') kept.push(segment);
    else if (index === segments.length - 1) kept.push('');
  }
  return `/${kept.join('/')}`;
}
