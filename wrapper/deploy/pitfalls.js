/** Settings of a distribution that would hide our answers, and what ours would replace. */

import { DEFAULT_TTL, errorStatuses } from '../api/error-caching.js';
import { findBehavior, isOf } from './distribution-config.js';
import { tooManyBehaviors } from './quotas.js';

/** @import { CacheBehavior, CustomErrorResponse, DistributionConfig } from '@aws-sdk/client-cloudfront' */
/** @import { Description } from '../api/load.js' */
/** @import { Attachment } from './behaviors.js' */

/**
 * @param {DistributionConfig} config
 * @param {Attachment} attachment
 * @param {Description} description
 * @returns {string[]} What the user should know before anything is written.
 */
export function pitfalls(config, attachment, description) {
  return [
    ...kindOf(config),
    ...errorPages(config, attachment, description),
    ...tooMany(config, attachment),
    ...attachment.behaviors.flatMap(({ pathPattern }) => {
      const behavior = findBehavior(config, pathPattern);
      if (behavior === undefined) return [];
      return [...functions(behavior, attachment), ...signed(behavior)];
    }),
  ];
}

/**
 * What a distribution is whose behaviors are not, or not alone, what answers viewers.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/continuous-deployment.html
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-config-options.html
 *
 * @param {DistributionConfig} config
 */
function kindOf({ Enabled, Staging, ContinuousDeploymentPolicyId, ConnectionMode }) {
  return [
    ...(Enabled ? [] : ['the distribution is disabled: it serves no requests until it is enabled']),
    ...(Staging
      ? [
          'the distribution is for staging: it gets what its continuous deployment policy sends it, and ' +
            'the primary distribution runs ours only once this one is promoted',
        ]
      : []),
    ...(ContinuousDeploymentPolicyId
      ? [
          'the distribution has a staging distribution, by the continuous deployment policy ' +
            `${ContinuousDeploymentPolicyId}: ours is not in that, and promoting it takes ours away. ` +
            'Deploy to it too',
        ]
      : []),
    ...(ConnectionMode === 'tenant-only'
      ? ['the distribution is for tenants: ours is answered at the domains of each of them']
      : []),
  ];
}

/**
 * @param {DistributionConfig} config
 * @param {Attachment} attachment
 * @param {Description} description
 */
function errorPages({ CustomErrorResponses }, { eventType }, description) {
  const settings = CustomErrorResponses?.Items ?? [];
  return errorStatuses(description).flatMap((status) => {
    const setting = settings.find(({ ErrorCode }) => ErrorCode === status);
    if (setting?.ResponsePagePath) return [page(status, setting)];
    // At viewer-request CloudFront caches no answer of a function.
    const ttl = setting?.ErrorCachingMinTTL ?? DEFAULT_TTL;
    return eventType === 'origin-request' && ttl > 0 ? [cached(status, ttl)] : [];
  });
}

/**
 * @param {number} status
 * @param {CustomErrorResponse} setting
 */
function page(status, { ResponsePagePath, ResponseCode }) {
  if (ResponseCode === '200') {
    return (
      `the distribution turns every ${status} into 200 ${ResponsePagePath}, as single-page ` +
      `applications want it: our answers of status ${status} would be that page. An S3 origin ` +
      'answers 403, not 404, for what is not there, unless it may list the bucket: often the rule ' +
      'for 403 is enough, and this one can go'
    );
  }
  return (
    `the distribution replaces every ${status} by the page ${ResponsePagePath}: it would come ` +
    `instead of our JSON of status ${status}. Take the page out of the distribution's error pages`
  );
}

/**
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/custom-error-pages-expiration.html
 *
 * @param {number} status
 * @param {number} ttl
 */
function cached(status, ttl) {
  return (
    `at origin-request CloudFront caches an answer with status ${status} for ${ttl} s: set the error ` +
    `caching minimum TTL of ${status} to 0 in the distribution's error pages`
  );
}

/**
 * @param {DistributionConfig} config
 * @param {Attachment} attachment
 */
function tooMany(config, { behaviors }) {
  const added = behaviors.filter((it) => findBehavior(config, it.pathPattern) === undefined).length;
  return added === 0 ? [] : tooManyBehaviors((config.CacheBehaviors?.Quantity ?? 0) + added);
}

/**
 * At the same event ours takes the place of another function; at a later one it comes after it.
 *
 * @param {CacheBehavior} behavior
 * @param {Attachment} attachment
 */
function functions({ PathPattern, ...behavior }, { eventType, versionArn }) {
  const lambda = behavior.LambdaFunctionAssociations?.Items ?? [];
  const others = [
    ...lambda
      .filter((it) => !isOf(versionArn, it))
      .map(({ EventType, LambdaFunctionARN: arn }) => ({ EventType, arn })),
    ...(behavior.FunctionAssociations?.Items ?? []).map(({ EventType, FunctionARN: arn }) => ({
      EventType,
      arn,
    })),
  ];
  return others.flatMap(({ EventType, arn }) => {
    if (EventType === eventType) return [`ours takes the place of ${arn} at ${PathPattern}`];
    if (EventType !== 'viewer-request') return [];
    return [
      `the behavior ${PathPattern} also runs ${arn}, at viewer-request: what that answers never ` +
        'reaches ours',
    ];
  });
}

/** @param {CacheBehavior} behavior */
function signed({ PathPattern, TrustedKeyGroups, TrustedSigners }) {
  if (!TrustedKeyGroups?.Enabled && !TrustedSigners?.Enabled) return [];
  return [
    `the behavior ${PathPattern} takes signed requests only: all others get CloudFront's 403`,
  ];
}
