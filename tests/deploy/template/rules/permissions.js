/** Who may run the functions, and what those may do: their work, and nothing else. */

import { functionsOf, named } from './lookup.js';
import { LEAST_PRIVILEGE, quote, TRUST } from './violation.js';

/** @import { Violation } from './violation.js' */
/** @import { Template } from './lookup.js' */

/**
 * @param {Template} template
 * @returns {Violation[]}
 */
export function roleTrustsBothServices(template) {
  return functionsOf(template).flatMap(({ resource, properties }) => {
    const role = roleNamed(template, properties.Role);
    if (!role) {
      return [{ resource, message: 'its role must be one of this template', url: TRUST }];
    }
    const trusted = allowed(role.properties.AssumeRolePolicyDocument)
      .filter(({ Action }) => list(Action).includes('sts:AssumeRole'))
      .flatMap(({ Principal }) => list(Principal?.Service));
    return ['lambda.amazonaws.com', 'edgelambda.amazonaws.com']
      .filter((service) => !trusted.includes(service))
      .map((service) => ({ resource: role.id, message: `must trust ${service}`, url: TRUST }));
  });
}

/**
 * Of policies elsewhere nobody can tell what they allow.
 *
 * @param {Template} template
 */
export function policiesAreInTheRole(template) {
  const attached = roles(template).flatMap(({ id, properties }) =>
    list(properties.ManagedPolicyArns).map((arn) =>
      tooMuch(id, `has the policy ${quote(arn)}: its policies must be in it`),
    ),
  );
  const separate = Object.entries(template.Resources)
    .filter(([, { Type }]) => /^AWS::IAM::\w*Policy$/.test(Type))
    .map(([id, { Type }]) => tooMuch(id, `is an ${Type}: policies must be in the role`));
  return [...attached, ...separate];
}

/** @param {Template} template */
export function actionHasNoWildcard(template) {
  return ofStatements(template, ({ Action, NotAction }) => [
    ...list(Action).filter(hasWildcard),
    ...list(NotAction).map((action) => ({ NotAction: action })),
  ]);
}

/** @param {Template} template */
export function actionOnTablesIsGetItem(template) {
  return ofStatements(template, ({ Action }) =>
    list(Action).filter(
      (action) => isOf('dynamodb', action) && !/^dynamodb:GetItem$/i.test(String(action)),
    ),
  );
}

/** @param {Template} template */
export function tableHasNoWildcard(template) {
  return ofStatements(template, ({ Action, Resource, NotResource }) => {
    if (!list(Action).some((action) => isOf('dynamodb', action))) return [];
    return [...list(Resource).filter(hasWildcard), ...list(NotResource)];
  });
}

/** @param {Template} template */
export function logsAreOfNamedGroups(template) {
  return ofStatements(template, ({ Action, Resource, NotResource }) => {
    if (!list(Action).some((action) => isOf('logs', action))) return [];
    const isAny = (/** @type {unknown} */ it) => !/:log-group:[^*?:"]/.test(quote(it));
    return [...list(Resource).filter(isAny), ...list(NotResource)];
  });
}

/**
 * @param {Template} template
 * @param {(statement: Record<string, any>) => unknown[]} tooWide Which of its parts are.
 */
function ofStatements(template, tooWide) {
  return roles(template).flatMap(({ id, properties }) =>
    list(properties.Policies)
      .flatMap(({ PolicyDocument }) => allowed(PolicyDocument))
      .flatMap(tooWide)
      .map((part) => tooMuch(id, `must not allow ${quote(part)}`)),
  );
}

/**
 * The roles of functions, each once.
 *
 * @param {Template} template
 */
function roles(template) {
  const all = functionsOf(template).map(({ properties }) => roleNamed(template, properties.Role));
  return new Map(all.flatMap((role) => (role ? [[role.id, role]] : []))).values().toArray();
}

/**
 * @param {Template} template
 * @param {unknown} arn
 */
function roleNamed({ Resources }, arn) {
  const id = named(arn);
  const role = id === undefined ? undefined : Resources[id];
  if (id === undefined || role?.Type !== 'AWS::IAM::Role') return undefined;
  return { id, properties: role.Properties ?? {} };
}

/** @param {any} document */
function allowed(document) {
  return list(document?.Statement).filter(({ Effect }) => Effect === 'Allow');
}

/**
 * @param {string} service
 * @param {unknown} action
 */
function isOf(service, action) {
  return String(action).toLowerCase().startsWith(`${service}:`);
}

/**
 * Wherever it is: in the text, or in that of an intrinsic function.
 *
 * @param {unknown} value
 */
function hasWildcard(value) {
  return /[*?]/.test(quote(value));
}

/**
 * @param {string} resource
 * @param {string} message
 * @returns {Violation}
 */
function tooMuch(resource, message) {
  return { resource, message, url: LEAST_PRIVILEGE };
}

/**
 * In IAM's JSON one of something stands for a list of it.
 *
 * @param {any} value
 * @returns {any[]}
 */
function list(value) {
  return value === undefined ? [] : [value].flat();
}
