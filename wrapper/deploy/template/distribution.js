/** A distribution that answers the routes and leaves all other paths to its origin. */

import { behaviorsFor } from '../../api/behavior.js';
import { CACHING_OPTIMIZED } from '../../api/cache-policy.js';
import { uncachedStatuses } from '../../api/error-caching.js';
import { cachePolicyId } from './cache-policy.js';

/** @import { Behavior } from '../../api/behavior.js' */
/** @import { Description } from '../../api/load.js' */

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
    Properties: {
      DistributionConfig: {
        Comment: { Ref: 'AWS::StackName' },
        Enabled: true,
        HttpVersion: 'http2and3',
        IPV6Enabled: true,
        Origins: [
          {
            Id: 'origin',
            DomainName: { Ref: 'OriginDomainName' },
            CustomOriginConfig: {
              OriginProtocolPolicy: 'https-only',
              OriginSSLProtocols: ['TLSv1.2'],
            },
          },
        ],
        DefaultCacheBehavior: {
          TargetOriginId: 'origin',
          ViewerProtocolPolicy: 'redirect-to-https',
          CachePolicyId: CACHING_OPTIMIZED.id,
          Compress: true,
        },
        CacheBehaviors: behaviorsFor(description, 'origin-request').map((it) =>
          render(it, version),
        ),
        // Without a page our own answer goes out.
        CustomErrorResponses: uncachedStatuses(description).map((code) => ({
          ErrorCode: code,
          ErrorCachingMinTTL: 0,
        })),
      },
    },
  };
}

/**
 * @param {Behavior} behavior
 * @param {string} version
 */
function render(behavior, version) {
  return {
    PathPattern: behavior.pathPattern,
    TargetOriginId: 'origin',
    ViewerProtocolPolicy: behavior.viewerProtocolPolicy,
    AllowedMethods: behavior.allowedMethods,
    CachedMethods: behavior.cachedMethods,
    Compress: behavior.compress,
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
