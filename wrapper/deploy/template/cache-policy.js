/** Cache policies, as CloudFormation has them. At viewer-request there are none of ours. */

import { createHash } from 'node:crypto';
import { behaviorsFor } from '../../api/behavior.js';

/** @import { CachePolicy } from '../../api/cache-policy.js' */
/** @import { Description } from '../../api/load.js' */

const PREFIX = 'CachePolicy';

/** Enough that no two policies of an account have the same. */
const HASH_LENGTH = 16;

/**
 * The cache policies of an API at origin-request, by their logical ids: routes that need the same
 * share one.
 *
 * @param {Description} description
 * @returns {Map<string, CachePolicy>}
 */
export function cachePolicies(description) {
  const policies = behaviorsFor(description, 'origin-request').map((it) => it.cachePolicy);
  return new Map(policies.map((policy) => [cachePolicyId(policy), policy]));
}

/**
 * The ids of all cache policies that a stack has.
 *
 * @param {Record<string, string>} outputs
 */
export function cachePoliciesOf(outputs) {
  return Object.entries(outputs).flatMap(([name, id]) => (name.startsWith(PREFIX) ? [id] : []));
}

/**
 * The logical id of a policy, which says all that it does: what changes is another policy, and the
 * old one stays until no behavior has it. CloudFront makes no two of one name, and deletes none that
 * is in use.
 * https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DeleteCachePolicy.html
 *
 * @param {CachePolicy} policy
 */
export function cachePolicyId(policy) {
  return `${PREFIX}${hashOf(policy)}`;
}

/**
 * Policies are of no Region, and no two of an account have one name.
 *
 * @param {CachePolicy} policy
 * @param {{ condition?: string, prefix?: string }} [options] The prefix is the name's.
 * @returns An `AWS::CloudFront::CachePolicy`.
 */
export function renderCachePolicy(policy, { condition, prefix = `\${AWS::StackName}` } = {}) {
  return {
    Type: 'AWS::CloudFront::CachePolicy',
    ...(condition && { Condition: condition }),
    Properties: {
      CachePolicyConfig: {
        Name: { 'Fn::Sub': `${prefix}-${hashOf(policy)}` },
        Comment: policy.comment,
        MinTTL: policy.minTTL,
        DefaultTTL: policy.defaultTTL,
        MaxTTL: policy.maxTTL,
        ParametersInCacheKeyAndForwardedToOrigin: {
          QueryStringsConfig: queryStringsConfig(policy.queryStrings),
          HeadersConfig: headersConfig(policy.headers),
          CookiesConfig: { CookieBehavior: 'none' },
          EnableAcceptEncodingGzip: policy.acceptEncoding,
          EnableAcceptEncodingBrotli: policy.acceptEncoding,
        },
      },
    },
  };
}

/** @param {CachePolicy} policy */
function hashOf(policy) {
  return createHash('sha256').update(JSON.stringify(policy)).digest('hex').slice(0, HASH_LENGTH);
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
