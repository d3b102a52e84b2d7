/** A distribution that answers the routes and leaves all other paths to its origin. */

import { COMPRESS, METHODS, VIEWER_PROTOCOL_POLICY } from '../behavior.js';
import { cachePolicyId } from './cache-policy.js';

/**
 * AWS's policy CachingOptimized.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
 */
const CACHING_OPTIMIZED = '658327ea-f89d-4fab-a63d-7e88639e58f6';

/**
 * The statuses we send that CloudFront keeps for ten seconds unless it is told otherwise. Without a
 * page our own answer goes out.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/custom-error-pages-expiration.html
 */
export const ERRORS = [400, 404, 500, 502, 503, 504];

/**
 * @param {import('../api.js').Route[]} routes
 * @param {string} version The logical id of the function's version.
 * @returns An `AWS::CloudFront::Distribution`.
 */
export function distribution(routes, version) {
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
          ViewerProtocolPolicy: VIEWER_PROTOCOL_POLICY,
          CachePolicyId: CACHING_OPTIMIZED,
          Compress: true,
        },
        CacheBehaviors: routes.map((route) => behavior(route, version)),
        CustomErrorResponses: ERRORS.map((code) => ({ ErrorCode: code, ErrorCachingMinTTL: 0 })),
      },
    },
  };
}

/**
 * @param {import('../api.js').Route} route
 * @param {string} version
 */
function behavior({ name, path }, version) {
  return {
    PathPattern: path,
    TargetOriginId: 'origin',
    ViewerProtocolPolicy: VIEWER_PROTOCOL_POLICY,
    AllowedMethods: METHODS.allowed,
    CachedMethods: METHODS.cached,
    Compress: COMPRESS,
    CachePolicyId: { Ref: cachePolicyId(name) },
    LambdaFunctionAssociations: [
      { EventType: { Ref: 'Trigger' }, LambdaFunctionARN: { Ref: version } },
    ],
  };
}
