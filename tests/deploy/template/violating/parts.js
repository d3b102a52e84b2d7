/**
 * What a change has to break in a rendered template.
 *
 * @import { Template } from '../rules/lookup.js'
 *
 * @typedef {ReturnType<typeof parts>} Parts
 * @typedef {[rule: string, what: string, change: (parts: Parts) => void]} Violating
 * @typedef {[what: string, change: (parts: Parts) => void]} Conforming
 */

/** @param {Template} template A rendered one, of two routes. */
export function parts(template) {
  const { Resources, Parameters } = /** @type {any} */ (template);
  const [versionId = ''] = Object.keys(Resources).filter((id) => id.startsWith('Version'));
  const role = Resources.Role.Properties;
  const policies = role.Policies.filter((/** @type {any} */ it) => it.PolicyDocument);
  const statements = policies.map((/** @type {any} */ it) => it.PolicyDocument.Statement[0]);
  const { DistributionConfig: config } = Resources.Distribution.Properties;
  const [behavior, otherBehavior] = config.CacheBehaviors;
  return {
    Resources,
    runtime: Parameters.Runtime,
    trigger: Parameters.Trigger,
    fn: Resources.Function.Properties,
    version: Resources[versionId],
    role,
    trust: role.AssumeRolePolicyDocument.Statement[0],
    tables: statements[0],
    logs: statements[1],
    behavior,
    association: behavior.LambdaFunctionAssociations[0],
    otherAssociation: otherBehavior.LambdaFunctionAssociations[0],
    byDefault: config.DefaultCacheBehavior,
  };
}

/**
 * Lets the function run at origin events only.
 *
 * @param {Parts} parts
 */
export function atOriginOnly({ trigger }) {
  trigger.AllowedValues = ['origin-request', 'origin-response'];
  trigger.Default = 'origin-request';
}
