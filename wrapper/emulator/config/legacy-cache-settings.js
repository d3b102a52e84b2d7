/**
 * The cache settings of a behavior from before there were policies, as policies.
 * https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ForwardedValues.html
 */

import { ttlsOf } from './policy.js';

/** @import { Cursor } from './cursor.js' */
/** @import { CachePolicy, OriginRequestPolicy } from '../behavior.js' */
/** @import { Selection } from '../selection.js' */

/**
 * The headers that an origin does not get as the viewer sent them, unless they are listed: it gets
 * all others.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html#request-custom-headers-behavior
 */
const NOT_FORWARDED = [
  ...['Accept', 'Accept-Charset', 'Accept-Encoding', 'Accept-Language', 'Authorization', 'Cookie'],
  ...['Host', 'Referer', 'User-Agent', 'X-HTTP-Method-Override'],
];

/** Nothing is cached. */
const NEVER = { minTTL: 0, defaultTTL: 0, maxTTL: 0 };

/**
 * @param {Cursor} behavior With `ForwardedValues`.
 * @returns {{ cachePolicy: CachePolicy, originRequestPolicy: OriginRequestPolicy }}
 */
export function legacyPolicies(behavior) {
  const values = behavior.get('ForwardedValues');
  const listed = values.optional('Headers')?.strings() ?? [];
  const isQuerySent = values.get('QueryString').boolean();
  const parameters = values.optional('QueryStringCacheKeys')?.strings() ?? [];
  // With all headers each request goes to the origin.
  const isAll = listed.includes('*');
  return {
    cachePolicy: {
      ...(isAll ? NEVER : ttlsOf(behavior)),
      headers: isAll ? [] : listed,
      cookies: cookiesOf(values.get('Cookies')),
      queryStrings: !isQuerySent ? [] : parameters.length > 0 ? parameters : 'all',
      gzip: true,
      // "Brotli doesn't support legacy cache settings":
      // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/ServingCompressedFiles.html#compressed-content-cloudfront-configuring
      brotli: false,
    },
    originRequestPolicy: {
      headers: isAll ? 'allViewer' : { except: NOT_FORWARDED },
      cookies: [],
      // The origin gets the parameters that are not in the key too.
      queryStrings: isQuerySent ? 'all' : [],
    },
  };
}

/** @param {Cursor} cookies */
function cookiesOf(cookies) {
  return cookies.get('Forward').oneOf(
    /** @type {Record<string, () => Selection>} */ ({
      none: () => [],
      whitelist: () => cookies.get('WhitelistedNames').strings(),
      all: () => 'all',
    }),
  );
}
