/** What is attached to a distribution, from what the stack has or will have. */

import { TRIGGERS } from './behavior.js';
import { publishes } from './stack-plan.js';
import { cachePolicyId } from './template/cache-policy.js';

/** @import { Trigger } from './behavior.js' */
/** @import { Lookups } from './behaviors.js' */
/** @import { Stack } from './stack.js' */

/**
 * What a stack has to attach.
 *
 * @param {Stack} stack
 * @param {import('./api.js').Route[]} routes
 * @returns {Lookups}
 */
export function lookupsOf({ outputs }, routes) {
  return {
    versionArn: outputs.VersionArn,
    trigger: /** @type {Trigger} */ (outputs.Trigger),
    routes: routes.map(({ name, path }) => ({ path, cachePolicyId: outputs[cachePolicyId(name)] })),
  };
}

/**
 * What a stack will have to attach, as far as it can be known before it is changed.
 *
 * @param {object} options
 * @param {string} options.functionArn
 * @param {Stack | undefined} options.stack
 * @param {import('./stack.js').Change} options.change
 * @param {import('./api.js').Api} options.api
 * @returns {Lookups}
 */
export function lookupsToBe({ functionArn, stack, change, api }) {
  const { VersionArn = '', ...outputs } = stack?.outputs ?? {};
  const trigger = change.parameters.Trigger ?? outputs.Trigger ?? TRIGGERS[0];
  return {
    versionArn: publishes(stack, change) ? `${functionArn}:(new version)` : VersionArn,
    trigger: /** @type {Trigger} */ (trigger),
    routes: api.routes.map(({ name, path }) => ({
      path,
      cachePolicyId: outputs[cachePolicyId(name)] ?? `(new policy ${name})`,
    })),
  };
}
