/** The policies that AWS manages, by their names in its pages. */

import { CACHING_DISABLED, CACHING_OPTIMIZED } from '../api/cache-policy.js';

/** @import { CachePolicy, OriginRequestPolicy } from './behavior.js' */

/** @typedef {{ id: string }} Managed */

/** In seconds. */
const DAY = 86_400;
const YEAR = 31_536_000;

/** The origin says how long. */
const AS_THE_ORIGIN_SAYS = { minTTL: 0, defaultTTL: 0, maxTTL: YEAR };

const COMPRESSED = { gzip: true, brotli: true };
const UNCOMPRESSED = { gzip: false, brotli: false };

const OPTIMIZED = (({ id, minTTL, defaultTTL, maxTTL, headers, queryStrings }) => ({
  ...{ id, minTTL, defaultTTL, maxTTL, headers, queryStrings, cookies: [] },
}))(CACHING_OPTIMIZED);

const METHOD_HEADERS = ['X-HTTP-Method-Override', 'X-HTTP-Method', 'X-Method-Override'];

/**
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
 *
 * @satisfies {Record<string, CachePolicy & Managed>}
 */
export const MANAGED_CACHE_POLICIES = {
  Amplify: {
    id: '2e54312d-136d-493c-8eb9-b001f22f67d2',
    ...{ minTTL: 2, defaultTTL: 2, maxTTL: 600 },
    headers: ['Authorization', 'CloudFront-Viewer-Country', 'Host'],
    cookies: 'all',
    queryStrings: 'all',
    ...COMPRESSED,
  },
  // The next four, with their settings, are from
  // https://docs.aws.amazon.com/amplify/latest/userguide/cache-configuration-type.html
  'Amplify-Default': {
    id: '4d1d2f1d-3a71-49ad-9e08-7ea5d843a556',
    ...AS_THE_ORIGIN_SAYS,
    headers: ['Authorization', 'Accept', 'CloudFront-Viewer-Country', 'Host'],
    cookies: 'all',
    queryStrings: 'all',
    ...COMPRESSED,
  },
  'Amplify-DefaultNoCookies': {
    id: 'a6bad946-36c3-4c33-aa98-362c74a7fb13',
    ...AS_THE_ORIGIN_SAYS,
    headers: ['Authorization', 'Accept', 'CloudFront-Viewer-Country', 'Host'],
    cookies: [],
    queryStrings: 'all',
    ...COMPRESSED,
  },
  'Amplify-ImageOptimization': {
    id: '1c6db51a-a33f-469a-8245-dae26771f530',
    ...AS_THE_ORIGIN_SAYS,
    headers: ['Authorization', 'Accept', 'Host'],
    cookies: [],
    queryStrings: 'all',
    ...COMPRESSED,
  },
  'Amplify-StaticContent': {
    id: '7e5fad67-ee98-4ad0-b05a-394999eefc1a',
    ...AS_THE_ORIGIN_SAYS,
    headers: ['Authorization', 'Host'],
    cookies: [],
    queryStrings: [],
    ...COMPRESSED,
  },
  CachingDisabled: {
    id: CACHING_DISABLED,
    ...{ minTTL: 0, defaultTTL: 0, maxTTL: 0 },
    headers: [],
    cookies: [],
    queryStrings: [],
    ...UNCOMPRESSED,
  },
  CachingOptimized: { ...OPTIMIZED, ...COMPRESSED },
  CachingOptimizedForUncompressedObjects: {
    ...OPTIMIZED,
    id: 'b2884449-e4de-46a7-ac36-70bc7f1ddd6d',
    ...UNCOMPRESSED,
  },
  'Elemental-MediaPackage': {
    id: '08627262-05a9-4f76-9ded-b50ca2e3a84f',
    ...{ minTTL: 0, defaultTTL: DAY, maxTTL: YEAR },
    headers: ['Origin'],
    cookies: [],
    queryStrings: ['aws.manifestfilter', 'start', 'end', 'm'],
    gzip: true,
    brotli: false,
  },
  UseOriginCacheControlHeaders: {
    id: '83da9c7e-98b4-4e11-a168-04f0df8e2c65',
    ...AS_THE_ORIGIN_SAYS,
    headers: ['Host', 'Origin', ...METHOD_HEADERS],
    cookies: 'all',
    queryStrings: [],
    ...COMPRESSED,
  },
  'UseOriginCacheControlHeaders-QueryStrings': {
    id: '4cc15a8a-d715-48a4-82b8-cc0b614638fe',
    ...AS_THE_ORIGIN_SAYS,
    headers: ['Host', 'Origin', ...METHOD_HEADERS],
    cookies: 'all',
    queryStrings: 'all',
    ...COMPRESSED,
  },
};

const ALL_VIEWER = /** @type {const} */ ({
  headers: 'allViewer',
  cookies: 'all',
  queryStrings: 'all',
});

const CORS_HEADERS = ['Origin', 'Access-Control-Request-Headers', 'Access-Control-Request-Method'];

/**
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html
 *
 * @satisfies {Record<string, OriginRequestPolicy & Managed>}
 */
export const MANAGED_ORIGIN_REQUEST_POLICIES = {
  AllViewer: { id: '216adef6-5c7f-47e4-b989-5492eafa07d3', ...ALL_VIEWER },
  'AllViewerAndCloudFrontHeaders-2022-06': {
    id: '33f36d7e-f396-46d9-90e0-52428a34d9dc',
    ...ALL_VIEWER,
    headers: {
      allViewerAnd: [
        'CloudFront-Forwarded-Proto',
        'CloudFront-Is-Android-Viewer',
        'CloudFront-Is-Desktop-Viewer',
        'CloudFront-Is-IOS-Viewer',
        'CloudFront-Is-Mobile-Viewer',
        'CloudFront-Is-SmartTV-Viewer',
        'CloudFront-Is-Tablet-Viewer',
        'CloudFront-Viewer-Address',
        'CloudFront-Viewer-ASN',
        'CloudFront-Viewer-City',
        'CloudFront-Viewer-Country',
        'CloudFront-Viewer-Country-Name',
        'CloudFront-Viewer-Country-Region',
        'CloudFront-Viewer-Country-Region-Name',
        'CloudFront-Viewer-Http-Version',
        'CloudFront-Viewer-Latitude',
        'CloudFront-Viewer-Longitude',
        'CloudFront-Viewer-Metro-Code',
        'CloudFront-Viewer-Postal-Code',
        'CloudFront-Viewer-Time-Zone',
        'CloudFront-Viewer-TLS',
      ],
    },
  },
  AllViewerExceptHostHeader: {
    id: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
    ...ALL_VIEWER,
    headers: { except: ['Host'] },
  },
  'CORS-CustomOrigin': {
    id: '59781a5b-3903-41f3-afcb-af62929ccde1',
    headers: ['Origin'],
    cookies: [],
    queryStrings: [],
  },
  'CORS-S3Origin': {
    id: '88a5eaf4-2fd4-4709-b370-b4c650ea3fcf',
    headers: CORS_HEADERS,
    cookies: [],
    queryStrings: [],
  },
  'Elemental-MediaTailor-PersonalizedManifests': {
    id: '775133bc-15f2-49f9-abea-afb2e0bf67d2',
    headers: [...CORS_HEADERS, 'User-Agent', 'X-Forwarded-For'],
    cookies: [],
    queryStrings: 'all',
  },
  HostHeaderOnly: {
    id: 'bf0718e1-ba1e-49d1-88b1-f726733018ae',
    headers: ['Host'],
    cookies: [],
    queryStrings: [],
  },
  UserAgentRefererHeaders: {
    id: 'acba4595-bd28-49b8-b9fe-13317c0390fa',
    headers: ['User-Agent', 'Referer'],
    cookies: [],
    queryStrings: [],
  },
};

/**
 * @param {string} nameOrId The API has `Managed-` before most of the names.
 * @returns {(CachePolicy & Managed) | undefined}
 */
export function managedCachePolicy(nameOrId) {
  return find(MANAGED_CACHE_POLICIES, nameOrId);
}

/**
 * @param {string} nameOrId
 * @returns {(OriginRequestPolicy & Managed) | undefined}
 */
export function managedOriginRequestPolicy(nameOrId) {
  return find(MANAGED_ORIGIN_REQUEST_POLICIES, nameOrId);
}

/**
 * @template {Managed} T
 * @param {Record<string, T>} policies
 * @param {string} nameOrId
 */
function find(policies, nameOrId) {
  const wanted = nameOrId.replace(/^Managed-/, '');
  const [, policy] =
    Object.entries(policies).find(([name, { id }]) => name === wanted || id === nameOrId) ?? [];
  return policy;
}
