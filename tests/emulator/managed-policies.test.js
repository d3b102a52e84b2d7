/**
 * The policies that AWS manages, compared with what AWS's pages say of them in words.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CACHING_DISABLED, CACHING_OPTIMIZED } from '../../wrapper/api/cache-policy.js';
import {
  MANAGED_CACHE_POLICIES as CACHE,
  managedCachePolicy,
  managedOriginRequestPolicy,
  MANAGED_ORIGIN_REQUEST_POLICIES as REQUEST,
} from '../../wrapper/emulator/managed-policies.js';

test('all of the pages are there', () => {
  assert.deepEqual(Object.keys(CACHE), [
    'Amplify',
    'Amplify-Default',
    'Amplify-DefaultNoCookies',
    'Amplify-ImageOptimization',
    'Amplify-StaticContent',
    'CachingDisabled',
    'CachingOptimized',
    'CachingOptimizedForUncompressedObjects',
    'Elemental-MediaPackage',
    'UseOriginCacheControlHeaders',
    'UseOriginCacheControlHeaders-QueryStrings',
  ]);
  assert.deepEqual(Object.keys(REQUEST), [
    'AllViewer',
    'AllViewerAndCloudFrontHeaders-2022-06',
    'AllViewerExceptHostHeader',
    'CORS-CustomOrigin',
    'CORS-S3Origin',
    'Elemental-MediaTailor-PersonalizedManifests',
    'HostHeaderOnly',
    'UserAgentRefererHeaders',
  ]);
});

test('each has an id of its own', () => {
  const ids = [...Object.values(CACHE), ...Object.values(REQUEST)].map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  for (const id of ids) assert.match(id, /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
});

for (const [name, policy] of Object.entries(CACHE)) {
  test(`${name} is found by its name, the name of the API, and its id`, () => {
    for (const key of [name, `Managed-${name}`, policy.id]) {
      assert.equal(managedCachePolicy(key), policy);
      assert.equal(managedOriginRequestPolicy(key), undefined);
    }
  });

  test(`${name}: the TTLs are in order`, () => {
    assert(policy.minTTL <= policy.defaultTTL && policy.defaultTTL <= policy.maxTTL);
  });
}

for (const [name, policy] of Object.entries(REQUEST)) {
  test(`${name} is found by its name, the name of the API, and its id`, () => {
    for (const key of [name, `Managed-${name}`, policy.id]) {
      assert.equal(managedOriginRequestPolicy(key), policy);
      assert.equal(managedCachePolicy(key), undefined);
    }
  });
}

test('no other is found', () => {
  assert.equal(managedCachePolicy('caching-optimized'), undefined);
  assert.equal(managedCachePolicy('toString'), undefined);
});

test('those that deployments use are the same', () => {
  const { id, minTTL, defaultTTL, maxTTL } = CACHE.CachingOptimized;
  assert.equal(CACHE.CachingDisabled.id, CACHING_DISABLED);
  assert.deepEqual(
    { id, minTTL, defaultTTL, maxTTL },
    { id: CACHING_OPTIMIZED.id, minTTL: 1, defaultTTL: 86_400, maxTTL: 31_536_000 },
  );
});

test('"identical to the previous one, but it disables the cache compressed objects setting"', () => {
  const { id, ...uncompressed } = CACHE.CachingOptimizedForUncompressedObjects;
  const { id: _, ...optimized } = CACHE.CachingOptimized;
  assert.notEqual(id, _);
  assert.deepEqual(uncompressed, { ...optimized, gzip: false, brotli: false });
});

test('the two for origins that send Cache-Control differ in the query strings', () => {
  const { id, queryStrings, ...rest } = CACHE.UseOriginCacheControlHeaders;
  const other = CACHE['UseOriginCacheControlHeaders-QueryStrings'];
  assert.deepEqual({ ...other, id, queryStrings }, { id, queryStrings, ...rest });
  assert.deepEqual([queryStrings, other.queryStrings], [[], 'all']);
});

test('"This policy disables caching"', () => {
  const { id: _, ...policy } = CACHE.CachingDisabled;
  assert.deepEqual(policy, {
    ...{ minTTL: 0, defaultTTL: 0, maxTTL: 0 },
    ...{ headers: [], cookies: [], queryStrings: [], gzip: false, brotli: false },
  });
});

test('the Elemental-MediaPackage one is "enabled for Gzip", with four parameters', () => {
  const { gzip, brotli, queryStrings } = CACHE['Elemental-MediaPackage'];
  assert.deepEqual([gzip, brotli], [true, false]);
  assert.deepEqual(queryStrings, ['aws.manifestfilter', 'start', 'end', 'm']);
});

test('"all CloudFront headers that were released through June 2022"', () => {
  const { headers, cookies, queryStrings } = REQUEST['AllViewerAndCloudFrontHeaders-2022-06'];
  assert.equal(new Set(headers.allViewerAnd).size, 21);
  for (const name of headers.allViewerAnd) assert.match(name, /^CloudFront-[A-Z]/);
  assert.deepEqual([cookies, queryStrings], ['all', 'all']);
});

test('"does not include the Host header from the viewer request, but does include all others"', () => {
  const { id, ...policy } = REQUEST.AllViewerExceptHostHeader;
  const { id: _, ...all } = REQUEST.AllViewer;
  assert.notEqual(id, _);
  assert.deepEqual(policy, { ...all, headers: { except: ['Host'] } });
});
