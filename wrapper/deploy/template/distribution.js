/** A distribution that answers the routes and leaves all other paths to its origin. */

import { behaviorsFor, EVENT_TYPES } from '../../api/behavior.js';
import { uncachedStatuses } from '../../api/error-caching.js';
import { cachePolicyId } from './cache-policy.js';

/** @import { Behavior } from '../../api/behavior.js' */
/** @import { Description } from '../../api/load.js' */

/**
 * AWS's policy CachingOptimized.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
 */
const CACHING_OPTIMIZED = '658327ea-f89d-4fab-a63d-7e88639e58f6';

/**
 * @param {Description} description
 * @param {string} version The logical id of the function's version.
 * @returns An `AWS::CloudFront::Distribution`.
 */
export function distribution(description, version) {
  return {
    Type: 'AWS::CloudFront::Distribution',
    Condition: 'HasOrigin',
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
          CachePolicyId: CACHING_OPTIMIZED,
          Compress: true,
        },
        // The event is a parameter of the template; nothing here depends on it.
        CacheBehaviors: behaviorsFor(description, EVENT_TYPES[0]).map((it) => render(it, version)),
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
    CachePolicyId: { Ref: cachePolicyId(behavior.route) },
    LambdaFunctionAssociations: [
      { EventType: { Ref: 'Trigger' }, LambdaFunctionARN: { Ref: version } },
    ],
  };
}
