/**
 * Cache policies and origin request policies: what the emulator takes, and how the AWS CLI prints
 * them.
 */

/** @import { CachePolicy, OriginRequestPolicy } from '../behavior.js' */
/** @import { Selection } from '../selection.js' */
/** @import { Cursor } from './cursor.js' */

/**
 * https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CachePolicyConfig.html
 *
 * @param {Cursor} config
 * @returns {CachePolicy}
 */
export function cachePolicyOf(config) {
  const inKey = config.get('ParametersInCacheKeyAndForwardedToOrigin');
  const headers = inKey.get('HeadersConfig');
  return {
    ...ttlsOf(config),
    headers: headers.get('HeaderBehavior').oneOf({
      none: () => [],
      whitelist: () => headers.get('Headers').strings(),
    }),
    cookies: cookiesOf(inKey),
    queryStrings: queryStringsOf(inKey),
    gzip: inKey.get('EnableAcceptEncodingGzip').boolean(),
    brotli: inKey.optional('EnableAcceptEncodingBrotli')?.boolean() ?? false,
  };
}

/** In seconds, where nothing is said. */
const DEFAULT_TTL = 86_400;
const MAX_TTL = 31_536_000;

/**
 * @param {Cursor} config Of a policy, or of a behavior with legacy cache settings.
 * @returns {Pick<CachePolicy, 'minTTL' | 'defaultTTL' | 'maxTTL'>}
 */
export function ttlsOf(config) {
  const minTTL = config.get('MinTTL').number();
  const defaultTTL = config.optional('DefaultTTL')?.number() ?? Math.max(minTTL, DEFAULT_TTL);
  const maxTTL = config.optional('MaxTTL')?.number() ?? Math.max(defaultTTL, MAX_TTL);
  return { minTTL, defaultTTL, maxTTL };
}

/**
 * https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_OriginRequestPolicyConfig.html
 *
 * @param {Cursor} config
 * @returns {OriginRequestPolicy}
 */
export function originRequestPolicyOf(config) {
  const headers = config.get('HeadersConfig');
  const names = () => headers.get('Headers').strings();
  return {
    headers: headers.get('HeaderBehavior').oneOf(
      /** @type {Record<string, () => OriginRequestPolicy['headers']>} */ ({
        none: () => [],
        whitelist: names,
        allViewer: () => 'allViewer',
        allViewerAndWhitelistCloudFront: () => ({ allViewerAnd: names() }),
        allExcept: () => ({ except: names() }),
      }),
    ),
    cookies: cookiesOf(config),
    queryStrings: queryStringsOf(config),
  };
}

/** @param {Cursor} config */
function cookiesOf(config) {
  const cookies = config.get('CookiesConfig');
  return selection(cookies.get('CookieBehavior'), () => cookies.get('Cookies'));
}

/** @param {Cursor} config */
function queryStringsOf(config) {
  const queryStrings = config.get('QueryStringsConfig');
  return selection(queryStrings.get('QueryStringBehavior'), () => queryStrings.get('QueryStrings'));
}

/**
 * @param {Cursor} behavior
 * @param {() => Cursor} list
 */
function selection(behavior, list) {
  return behavior.oneOf(
    /** @type {Record<string, () => Selection>} */ ({
      none: () => [],
      whitelist: () => list().strings(),
      allExcept: () => ({ except: list().strings() }),
      all: () => 'all',
    }),
  );
}
