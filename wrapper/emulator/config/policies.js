/** The policies that a distribution names: AWS's own, and those in files. */

import { readText } from '../../api/read-text.js';
import { managedCachePolicy, managedOriginRequestPolicy } from '../managed-policies.js';
import { parseJson } from './cursor.js';
import { cachePolicyOf, originRequestPolicyOf } from './policy.js';

/** @import { CachePolicy, OriginRequestPolicy } from '../behavior.js' */

/**
 * @typedef {object} Policy Of one kind or the other.
 * @property {CachePolicy} [cachePolicy]
 * @property {OriginRequestPolicy} [originRequestPolicy]
 *
 * @callback PolicyOf
 * @param {string} id
 * @returns {Policy | undefined}
 */

/**
 * @param {string[]} files Of which those count that are as `aws cloudfront get-cache-policy` or
 *   `get-origin-request-policy` prints a policy.
 * @returns {PolicyOf}
 * @throws {Failure} If one of those is wrong.
 */
export function policies(files) {
  const given = new Map(files.flatMap(read));
  return (id) => given.get(id) ?? managed(id);
}

/**
 * @param {string} id
 * @returns {Policy | undefined}
 */
function managed(id) {
  const cachePolicy = managedCachePolicy(id);
  if (cachePolicy !== undefined) return { cachePolicy };
  const originRequestPolicy = managedOriginRequestPolicy(id);
  return originRequestPolicy && { originRequestPolicy };
}

/** What a file with a policy has in it, whatever else is wrong with it. */
const POLICY = /^\s*\{.*"(?:CachePolicy|OriginRequestPolicy)Config"/s;

/**
 * @param {string} file
 * @returns {[id: string, policy: Policy][]}
 */
function read(file) {
  const text = readText(file, 'name a policy that is there');
  if (!POLICY.test(text)) return [];
  const json = parseJson(text, file);
  const cache = json.optional('CachePolicy');
  if (cache !== undefined) {
    const cachePolicy = cachePolicyOf(cache.get('CachePolicyConfig'));
    return [[cache.get('Id').string(), { cachePolicy }]];
  }
  const request = json.optional('OriginRequestPolicy');
  // A template, say, has such members deeper.
  if (request === undefined) return [];
  const originRequestPolicy = originRequestPolicyOf(request.get('OriginRequestPolicyConfig'));
  return [[request.get('Id').string(), { originRequestPolicy }]];
}
