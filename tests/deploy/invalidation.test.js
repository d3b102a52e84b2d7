/** What is taken out of CloudFront's cache. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cachedPatterns, invalidationPaths } from '../../wrapper/deploy/invalidation.js';
import { site } from './cloudfront-api/distributions.js';

const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:edge-lookup';

/** @type {[what: string, patterns: string[], paths: string[]][]} */
const TABLE = [
  ['an exact path with every query string', ['/api/status'], ['/api/status*']],
  ['a wildcard at the end', ['/users/*'], ['/users/*']],
  ['a wildcard before the end, up to it', ['/products/*/price'], ['/products/*']],
  ['a wildcard for one character, up to it', ['/v?/users'], ['/v*']],
  ['a pattern without its first slash', ['users/*'], ['/users/*']],
  ['one path for what it covers', ['/users/*', '/users/*/posts', '/u'], ['/u*']],
  ['everything', ['*', '/users/*'], ['/*']],
];

for (const [what, patterns, paths] of TABLE) {
  test(`${what} is invalidated`, () => assert.deepEqual(invalidationPaths(patterns), paths));
}

test('only what runs the function behind the cache has cached answers', () => {
  const config = site();
  const run = (/** @type {'viewer-request' | 'origin-request'} */ EventType, version = 1) => ({
    ...config.DefaultCacheBehavior,
    LambdaFunctionAssociations: {
      Quantity: 1,
      Items: [{ LambdaFunctionARN: `${FUNCTION}:${version}`, EventType }],
    },
  });
  const Items = [
    { ...run('viewer-request'), PathPattern: '/before' },
    { ...run('origin-request', 2), PathPattern: '/behind' },
    { ...config.DefaultCacheBehavior, PathPattern: '/others' },
  ];
  const changed = /** @type {any} */ ({ ...config, CacheBehaviors: { Quantity: 3, Items } });
  assert.deepEqual(cachedPatterns(changed, FUNCTION), ['/behind']);
});
