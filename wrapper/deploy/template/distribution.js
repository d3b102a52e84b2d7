/** A distribution that answers the routes and leaves all other paths to its origin. */

import { behaviorsFor } from '../../api/behavior.js';
import { CACHING_OPTIMIZED } from '../../api/cache-policy.js';
import { uncachedStatuses } from '../../api/error-caching.js';
import { cachePolicyId } from './cache-policy.js';

/** @import { Behavior } from '../../api/behavior.js' */
/** @import { Description } from '../../api/load.js' */

const ORIGIN = 'origin';

/**
 * @param {Description} description
 * @param {string} version The logical id of the function's version.
 * @returns An `AWS::CloudFront::Distribution`.
 */
export function distribution(description, version) {
  return {
    Type: 'AWS::CloudFront::Distribution',
    Condition: 'HasOrigin',
    // It is a site: deleting the stack, or its origin, must not take that away. One that never came to
    // be goes: nobody would know of it.
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
    Properties: distributionProperties(description, {
      origin: { DomainName: { Ref: 'OriginDomainName' } },
      fallback: { CachePolicyId: CACHING_OPTIMIZED.id },
      render: (behavior) => ({ ...renderBehavior(behavior), ...atEvents(behavior, version) }),
    }),
  };
}

/**
 * What every distribution of ours has.
 *
 * @param {Description} description
 * @param {object} parts
 * @param {object} parts.origin What the origin has besides being asked over HTTPS.
 * @param {object} parts.fallback What the default behavior has besides that.
 * @param {(behavior: Behavior) => object} parts.render
 */
export function distributionProperties(description, { origin, fallback, render }) {
  return {
    DistributionConfig: {
      Comment: { Ref: 'AWS::StackName' },
      Enabled: true,
      HttpVersion: 'http2and3',
      IPV6Enabled: true,
      Origins: [
        {
          Id: ORIGIN,
          ...origin,
          CustomOriginConfig: {
            OriginProtocolPolicy: 'https-only',
            OriginSSLProtocols: ['TLSv1.2'],
          },
        },
      ],
      DefaultCacheBehavior: {
        TargetOriginId: ORIGIN,
        ViewerProtocolPolicy: 'redirect-to-https',
        ...fallback,
        Compress: true,
      },
      CacheBehaviors: behaviorsFor(description, 'origin-request').map(render),
      // Without a page our own answer goes out.
      CustomErrorResponses: uncachedStatuses(description).map((code) => ({
        ErrorCode: code,
        ErrorCachingMinTTL: 0,
      })),
    },
  };
}

/**
 * @param {Behavior} behavior
 */
export function renderBehavior(behavior) {
  return {
    PathPattern: behavior.pathPattern,
    TargetOriginId: ORIGIN,
    ViewerProtocolPolicy: behavior.viewerProtocolPolicy,
    AllowedMethods: behavior.allowedMethods,
    CachedMethods: behavior.cachedMethods,
    Compress: behavior.compress,
  };
}

/**
 * @param {Behavior} behavior
 * @param {string} version
 */
function atEvents(behavior, version) {
  return {
    CachePolicyId: {
      'Fn::If': [
        'AtOriginRequest',
        { Ref: cachePolicyId(behavior.cachePolicy) },
        CACHING_OPTIMIZED.id,
      ],
    },
    LambdaFunctionAssociations: [
      { EventType: { Ref: 'Trigger' }, LambdaFunctionARN: { Ref: version } },
    ],
  };
}
