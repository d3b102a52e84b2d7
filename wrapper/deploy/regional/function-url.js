/** The function's own URL, behind a distribution that alone may ask it, and caches what it answers. */

import { CACHING_DISABLED, cachePolicyOf } from '../../api/cache-policy.js';
import { answersOutput } from '../template/answers.js';
import { cachePolicies, cachePolicyId, renderCachePolicy } from '../template/cache-policy.js';
import { distributionProperties, renderBehavior } from '../template/distribution.js';
import { output } from '../template/parts.js';

/** @import { CachePolicy } from '../../api/cache-policy.js' */
/** @import { Description } from '../../api/load.js' */
/** @import { Part } from './part.js' */

/**
 * A body would have to come with its hash, which browsers do not send: the function URL refuses it with 403
 * in a form of its own. CloudFront answers 403 to all other methods without asking.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-lambda.html
 */
const METHODS = ['GET', 'HEAD', 'OPTIONS'];

/** @type {Part} */
export const FUNCTION_URL = {
  conditions: [],
  parameters: () => ({}),
  resources,
  outputs,
};

/** @param {Description} description */
function resources(description) {
  return {
    Url: {
      Type: 'AWS::Lambda::Url',
      Properties: {
        TargetFunctionArn: { 'Fn::GetAtt': ['Function', 'Arn'] },
        // No Cors: with it the URL answers preflights itself.
        // https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html#urls-cors
        AuthType: 'AWS_IAM',
      },
    },
    OriginAccessControl: {
      Type: 'AWS::CloudFront::OriginAccessControl',
      Properties: {
        OriginAccessControlConfig: {
          // It is of no Region, and no two of an account have one name, which may have 64 characters.
          // https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_OriginAccessControlConfig.html
          Name: {
            'Fn::Join': [
              '-',
              [
                'edge-lookup',
                { 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] }] },
              ],
            ],
          },
          Description: { 'Fn::Sub': `The function URL of \${AWS::StackName} in \${AWS::Region}.` },
          OriginAccessControlOriginType: 'lambda',
          // Also where a viewer sends an Authorization header, which the API has no use for.
          SigningBehavior: 'always',
          SigningProtocol: 'sigv4',
        },
      },
    },
    ...Object.fromEntries(
      Array.from(policiesOf(description), ([id, policy]) => [
        id,
        renderCachePolicy(policy, { prefix: `\${AWS::StackName}-\${AWS::Region}` }),
      ]),
    ),
    Distribution: {
      Type: 'AWS::CloudFront::Distribution',
      Properties: distributionProperties(description, {
        origin: {
          // https://ID.lambda-url.REGION.on.aws/
          DomainName: {
            'Fn::Select': [2, { 'Fn::Split': ['/', { 'Fn::GetAtt': ['Url', 'FunctionUrl'] }] }],
          },
          OriginAccessControlId: { Ref: 'OriginAccessControl' },
        },
        fallback: { AllowedMethods: METHODS, CachePolicyId: fallbackPolicyId(description) },
        // No origin request policy: it would send on what is not in the cache key.
        render: (behavior) => ({
          ...renderBehavior(behavior),
          AllowedMethods: METHODS,
          CachePolicyId: { Ref: cachePolicyId(behavior.cachePolicy) },
        }),
      }),
    },
    // Function URLs made since October 2025 ask for both.
    // https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
    InvokeUrlPermission: permission({
      Action: 'lambda:InvokeFunctionUrl',
      FunctionUrlAuthType: 'AWS_IAM',
    }),
    InvokePermission: permission({
      Action: 'lambda:InvokeFunction',
      InvokedViaFunctionUrl: true,
    }),
  };
}

/** @param {Description} description */
function outputs(description) {
  return {
    Url: output('Where the routes are answered.', {
      'Fn::Sub': `https://\${Distribution.DomainName}`,
    }),
    DistributionId: output('The distribution.', { Ref: 'Distribution' }),
    Answers: output('What the answers in caches are of.', answersOutput(description)),
    ...Object.fromEntries(
      Array.from(policiesOf(description).keys(), (id) => [
        id,
        output('A cache policy.', { Ref: id }),
      ]),
    ),
  };
}

/** @param {object} what */
function permission(what) {
  return {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      FunctionName: { 'Fn::GetAtt': ['Function', 'Arn'] },
      Principal: 'cloudfront.amazonaws.com',
      SourceArn: {
        'Fn::Sub': `arn:\${AWS::Partition}:cloudfront::\${AWS::AccountId}:distribution/\${Distribution}`,
      },
      ...what,
    },
  };
}

/**
 * The policies of the routes, and that of all other paths.
 *
 * @param {Description} description
 */
function policiesOf(description) {
  const policy = fallbackPolicy(description);
  return policy === undefined
    ? cachePolicies(description)
    : cachePolicies(description).set(cachePolicyId(policy), policy);
}

/** @param {Description} description */
function fallbackPolicyId(description) {
  const policy = fallbackPolicy(description);
  return policy === undefined ? CACHING_DISABLED : { Ref: cachePolicyId(policy) };
}

/**
 * What no route answers is our 404, which the pages of an allowed origin may read: so the function has to
 * see the origin. AWS's own policy is enough where it does not.
 *
 * @param {Description} description
 * @returns {CachePolicy | undefined}
 */
function fallbackPolicy({ routes: [{ readsHeaders }] }) {
  if (readsHeaders.length === 0) return undefined;
  const timeToLive = { min: 0, default: 0, max: 1 };
  return cachePolicyOf({ parameters: [], readsHeaders, timeToLive }, 'origin-request');
}
