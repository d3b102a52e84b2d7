/** A route's cache policy, as CloudFormation has it. */

import { behaviorOf } from '../../api/behavior.js';

/** @import { CachePolicy } from '../../api/behavior.js' */
/** @import { Route } from '../../api/load.js' */

/**
 * @param {Route} route
 * @returns An `AWS::CloudFront::CachePolicy`.
 */
export function cachePolicy(route) {
  const atViewer = behaviorOf(route, 'viewer-request').cachePolicy;
  const atOrigin = behaviorOf(route, 'origin-request').cachePolicy;
  /** @param {(policy: CachePolicy) => unknown} value */
  const byTrigger = (value) => ({
    'Fn::If': ['AtOriginRequest', value(atOrigin), value(atViewer)],
  });
  return {
    Type: 'AWS::CloudFront::CachePolicy',
    Properties: {
      CachePolicyConfig: {
        Name: { 'Fn::Sub': `\${AWS::StackName}-${route.name}` },
        Comment: atViewer.comment,
        MinTTL: byTrigger(({ minTTL }) => minTTL),
        DefaultTTL: byTrigger(({ defaultTTL }) => defaultTTL),
        MaxTTL: byTrigger(({ maxTTL }) => maxTTL),
        ParametersInCacheKeyAndForwardedToOrigin: {
          QueryStringsConfig: queryStringsConfig(atViewer.queryStrings),
          HeadersConfig: byTrigger(({ headers }) => headersConfig(headers)),
          CookiesConfig: { CookieBehavior: 'none' },
          EnableAcceptEncodingGzip: atViewer.acceptEncoding,
          EnableAcceptEncodingBrotli: atViewer.acceptEncoding,
        },
      },
    },
  };
}

/**
 * The logical id of a route's cache policy. It has letters and digits only: `Z0` stands for `_`, and
 * `ZZ` for `Z`, so that no two routes have the same.
 *
 * @param {string} route
 */
export function cachePolicyId(route) {
  return `CachePolicy${route.replaceAll('Z', 'ZZ').replaceAll('_', 'Z0')}`;
}

/** @param {string[]} names */
function queryStringsConfig(names) {
  if (names.length === 0) return { QueryStringBehavior: 'none' };
  return { QueryStringBehavior: 'whitelist', QueryStrings: names };
}

/** @param {string[]} headers */
function headersConfig(headers) {
  if (headers.length === 0) return { HeaderBehavior: 'none' };
  return { HeaderBehavior: 'whitelist', Headers: headers };
}
