/** What is attached to a distribution, from what the stack has or will have. */

import { behaviorsFor, EVENT_TYPES } from '../api/behavior.js';
import { publishes } from './stack-plan.js';
import { cachePoliciesOf, cachePolicyId } from './template/cache-policy.js';

/** @import { Description, EventType } from '../api/load.js' */
/** @import { Attachment } from './behaviors.js' */
/** @import { Stack } from './stack.js' */

/**
 * What a stack has to attach.
 *
 * @param {Stack} stack
 * @param {Description} description
 * @returns {Attachment}
 */
export function attachmentOf({ outputs }, description) {
  const eventType = /** @type {EventType} */ (outputs.Trigger);
  return {
    versionArn: outputs.VersionArn,
    eventType,
    behaviors: behaviorsFor(description, eventType).map((behavior) => ({
      ...behavior,
      cachePolicyId: policyOf(behavior, outputs) ?? '',
    })),
    cachePolicyIds: cachePoliciesOf(outputs),
  };
}

/**
 * What a stack will have to attach, as far as it can be known before it is changed.
 *
 * @param {object} options
 * @param {string} options.functionArn
 * @param {Stack | undefined} options.stack
 * @param {import('./stack.js').Change} options.change
 * @param {import('../api/load.js').Api} options.api
 * @returns {Attachment}
 */
export function attachmentToBe({ functionArn, stack, change, api }) {
  const { VersionArn = '', ...outputs } = stack?.outputs ?? {};
  const eventType = /** @type {EventType} */ (
    change.parameters.Trigger ?? outputs.Trigger ?? EVENT_TYPES[0]
  );
  return {
    versionArn: publishes(stack, change) ? `${functionArn}:(new version)` : VersionArn,
    eventType,
    behaviors: behaviorsFor(api.description, eventType).map((behavior) => ({
      ...behavior,
      cachePolicyId: policyOf(behavior, outputs) ?? `(new policy: ${behavior.cachePolicy.comment})`,
    })),
    cachePolicyIds: cachePoliciesOf(outputs),
  };
}

/**
 * @param {import('../api/behavior.js').Behavior} behavior
 * @param {Record<string, string>} outputs
 * @returns {string | undefined}
 */
function policyOf({ cachePolicy }, outputs) {
  return cachePolicy.id ?? outputs[cachePolicyId(cachePolicy)];
}
