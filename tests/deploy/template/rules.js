/** AWS's rules for templates of Lambda@Edge functions, of which linters know none. */

import * as association from './rules/associations.js';
import * as feature from './rules/features.js';
import * as permission from './rules/permissions.js';
import * as quota from './rules/quotas.js';

/** @import { Violation, Rule } from './rules/violation.js' */
/** @import { Template } from './rules/lookup.js' */

/** @typedef {{ rule: string } & Violation} NamedViolation `rule` is the name of the rule's function */

/** @type {Rule[]} */
export const RULES = [
  feature.noEnvironmentVariables,
  feature.architectureIsX86,
  feature.runtimeIsNodeOrPython,
  quota.memoryFitsTheEvents,
  quota.timeoutFitsTheEvents,
  association.associationIsOfAVersion,
  association.eventTypeIsOneOfTheFour,
  association.eventTypesOfABehaviorDiffer,
  association.noCloudFrontFunctionBesideAViewerEvent,
  association.versionIsRetained,
  permission.roleTrustsBothServices,
  permission.policiesAreInTheRole,
  permission.actionHasNoWildcard,
  permission.actionOnTablesIsGetItem,
  permission.tableHasNoWildcard,
  permission.logsAreOfNamedGroups,
];

/**
 * The rules that a template breaks.
 *
 * @param {Template} template
 * @returns {NamedViolation[]}
 */
export function violations(template) {
  return RULES.flatMap((rule) =>
    rule(template).map((violation) => ({ rule: rule.name, ...violation })),
  );
}
