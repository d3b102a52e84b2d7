/** The parts of a rendered template that tests look at, evaluated, with a distribution. */

import { evaluate } from './evaluate.js';

/** @import { Template } from './rules/lookup.js' */

const ORIGIN = { OriginDomainName: 'origin.example.com' };

/**
 * @param {Template} template
 * @param {string} id
 * @param {Record<string, string>} [parameters]
 */
export function properties(template, id, parameters) {
  const resource = evaluate(template, { ...ORIGIN, ...parameters }).Resources[id];
  return resource?.Properties ?? {};
}

/**
 * What the function's role allows.
 *
 * @param {Template} template
 * @returns {any[]}
 */
export function statements(template) {
  return properties(template, 'Role').Policies.flatMap(
    (/** @type {any} */ policy) => policy.PolicyDocument.Statement,
  );
}

/**
 * @param {Template} template
 * @param {Record<string, string>} [parameters]
 */
export function distribution(template, parameters) {
  return properties(template, 'Distribution', parameters).DistributionConfig;
}

/**
 * The behavior of each route, and its cache policy.
 *
 * @param {Template} template
 * @param {Record<string, string>} [parameters]
 * @returns {{ behavior: any, cachePolicy: any }[]}
 */
export function behaviors(template, parameters) {
  const { Resources } = evaluate(template, { ...ORIGIN, ...parameters });
  return distribution(template, parameters).CacheBehaviors.map((/** @type {any} */ behavior) => ({
    behavior,
    cachePolicy: Resources[behavior.CachePolicyId.Ref]?.Properties?.CachePolicyConfig,
  }));
}

/**
 * The logical id of the function's version.
 *
 * @param {Template} template
 */
export function versionOf({ Resources }) {
  const ids = Object.keys(Resources);
  return String(ids.find((id) => Resources[id]?.Type === 'AWS::Lambda::Version'));
}
