/** Our behaviors, for the tool that has the distribution: to paste into what it makes the distribution from. */

import { stringify } from 'yaml';
import { defaultOf, originOf } from './distribution-config.js';
import { inheritedFrom } from './protection.js';

/** @import { DistributionConfig } from '@aws-sdk/client-cloudfront' */
/** @import { AttachedBehavior, Attachment } from './behaviors.js' */
/** @import { Tool } from './ownership.js' */

/**
 * @type {Record<Tool, { into: string, render: (behavior: AttachedBehavior, versionArn: string, originId: string) => string }>}
 */
const FORMS = {
  CloudFormation: { into: 'the top of CacheBehaviors', render: cloudFormation },
  CDK: { into: 'additionalBehaviors', render: cdk },
  Terraform: {
    into: 'the aws_cloudfront_distribution, before its other blocks',
    render: terraform,
  },
  Pulumi: { into: 'the top of orderedCacheBehaviors', render: pulumi },
};

/**
 * @param {Tool} tool
 * @param {Attachment} attachment
 * @param {DistributionConfig} config Of the distribution, before ours is attached.
 * @returns {string} Lines.
 */
export function snippet(tool, attachment, config) {
  const { into, render } = FORMS[tool];
  const originId = String(originOf(config, defaultOf(config)));
  const all = attachment.behaviors.map((it) => render(it, attachment.versionArn, originId));
  return `To keep it so, paste into ${into} of your ${tool}${inheriting(attachment, config)}:\n\n${all.join('')}`;
}

/**
 * What `--like` adds is there already, in the tool's own words.
 *
 * @param {Attachment} attachment
 * @param {DistributionConfig} config
 */
function inheriting({ like, ...attachment }, config) {
  const names = like === undefined ? [] : Object.keys(inheritedFrom(config, like, attachment));
  if (names.length === 0) return '';
  return `, with the ${new Intl.ListFormat('en').format(names)} that the behavior ${like} has there`;
}

/**
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-cachebehavior.html
 *
 * @param {AttachedBehavior} behavior
 * @param {string} versionArn
 * @param {string} originId
 */
function cloudFormation(behavior, versionArn, originId) {
  return stringify([
    {
      PathPattern: behavior.pathPattern,
      TargetOriginId: originId,
      ViewerProtocolPolicy: behavior.viewerProtocolPolicy,
      AllowedMethods: behavior.allowedMethods,
      CachedMethods: behavior.cachedMethods,
      Compress: behavior.compress,
      CachePolicyId: behavior.cachePolicyId,
      LambdaFunctionAssociations: [
        { EventType: behavior.eventType, LambdaFunctionARN: versionArn },
      ],
    },
  ]);
}

/**
 * https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_cloudfront.BehaviorOptions.html
 *
 * @param {AttachedBehavior} behavior
 * @param {string} versionArn
 */
function cdk({ pathPattern, eventType, cachePolicyId }, versionArn) {
  const id = idOf(pathPattern);
  return `${JSON.stringify(pathPattern)}: {
  origin,
  viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
  allowedMethods: cloudfront.AllowedMethods.ALLOW_ALL,
  cachePolicy: cloudfront.CachePolicy.fromCachePolicyId(this, 'Policy${id}', '${cachePolicyId}'),
  edgeLambdas: [
    {
      eventType: cloudfront.LambdaEdgeEventType.${eventType.replace('-', '_').toUpperCase()},
      functionVersion: lambda.Version.fromVersionArn(this, 'Version${id}', '${versionArn}'),
    },
  ],
},
`;
}

/**
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/cloudfront_distribution
 *
 * @param {AttachedBehavior} behavior
 * @param {string} versionArn
 * @param {string} originId
 */
function terraform(behavior, versionArn, originId) {
  return `ordered_cache_behavior {
  path_pattern           = ${JSON.stringify(behavior.pathPattern)}
  target_origin_id       = ${JSON.stringify(originId)}
  viewer_protocol_policy = ${JSON.stringify(behavior.viewerProtocolPolicy)}
  allowed_methods        = ${hclList(behavior.allowedMethods)}
  cached_methods         = ${hclList(behavior.cachedMethods)}
  compress               = ${behavior.compress}
  cache_policy_id        = ${JSON.stringify(behavior.cachePolicyId)}

  lambda_function_association {
    event_type   = ${JSON.stringify(behavior.eventType)}
    lambda_arn   = ${JSON.stringify(versionArn)}
    include_body = ${behavior.includeBody}
  }
}
`;
}

/**
 * https://www.pulumi.com/registry/packages/aws/api-docs/cloudfront/distribution/
 *
 * @param {AttachedBehavior} behavior
 * @param {string} versionArn
 * @param {string} originId
 */
function pulumi(behavior, versionArn, originId) {
  return `${JSON.stringify(
    {
      pathPattern: behavior.pathPattern,
      targetOriginId: originId,
      viewerProtocolPolicy: behavior.viewerProtocolPolicy,
      allowedMethods: behavior.allowedMethods,
      cachedMethods: behavior.cachedMethods,
      compress: behavior.compress,
      cachePolicyId: behavior.cachePolicyId,
      lambdaFunctionAssociations: [{ eventType: behavior.eventType, lambdaArn: versionArn }],
    },
    null,
    2,
  )},\n`;
}

/** @param {string[]} items */
function hclList(items) {
  return `[${items.map((it) => JSON.stringify(it)).join(', ')}]`;
}

/**
 * Letters and digits, as a construct's id.
 *
 * @param {string} pattern
 */
function idOf(pattern) {
  return pattern.replaceAll('*', 'Any').replaceAll(/[^A-Za-z0-9]/g, '_');
}
