/**
 * Between two deployments a stack has what both need: a distribution that still runs the version
 * before must lose neither its permissions nor the policies that its behaviors have.
 */

import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import { made } from './template/conditions.js';

/** @import { Change, Stack } from './stack.js' */
/** @import { Usage } from './usage.js' */

/**
 * @typedef {object} Template
 * @property {Record<string, any>} Resources
 * @property {Record<string, any>} Outputs
 */

const HASH_LENGTH = 16;

const KEPT = 'Kept';

/** Assumed until the distributions have been asked. */
const EVERYTHING = { runsOthers: true, hasPolicy: () => true };

/**
 * A change without what it takes away and is still in use.
 *
 * @param {Stack | undefined} stack
 * @param {Change} change
 * @param {Pick<Usage, 'runsOthers' | 'hasPolicy'>} [usage]
 * @returns {Change}
 */
export function keepUsed(stack, change, { runsOthers, hasPolicy } = EVERYTHING) {
  if (stack === undefined) return change;
  const before = /** @type {Template} */ (parse(stack.template));
  const after = /** @type {Template} */ (parse(change.template));
  const { outputs } = stack;
  const parameters = { ...stack.parameters, ...change.parameters };
  for (const id of removedPolicies(
    made(before.Resources, stack.parameters),
    made(after.Resources, parameters),
  )) {
    if (hasPolicy(outputs[id])) keepPolicy(id, before, after);
  }
  if (!runsOthers) return { ...change, template: JSON.stringify(after) };
  const isSameAnswers =
    isDeepStrictEqual(before.Outputs.Answers, after.Outputs.Answers) &&
    stack.parameters.Trigger === parameters.Trigger;
  // Caches may hold answers of both versions. Stacks of earlier releases do not say which they gave.
  if (!isSameAnswers) after.Outputs.Answers.Value = outputs.Answers ?? 'unknown';
  return keepPermitted(stack, { ...change, template: JSON.stringify(after) });
}

/**
 * A change that takes no permission from the function.
 *
 * @param {Stack} stack
 * @param {Change} change
 * @returns {Change}
 */
export function keepPermitted(stack, change) {
  const before = /** @type {Template} */ (parse(stack.template));
  const after = /** @type {Template} */ (parse(change.template));
  keepPermissions(before.Resources.Role, after.Resources.Role);
  const { KmsKeyArns: key } = { ...stack.parameters, ...change.parameters };
  const KmsKeyArns = union(stack.parameters.KmsKeyArns, key);
  return {
    ...change,
    template: JSON.stringify(after),
    parameters: { ...change.parameters, ...(KmsKeyArns && { KmsKeyArns }) },
  };
}

/**
 * A change that says something else of the answers in caches.
 *
 * @param {Change} change
 * @param {string} answers
 * @returns {Change}
 */
export function withAnswers(change, answers) {
  const template = /** @type {Template} */ (parse(change.template));
  template.Outputs.Answers.Value = answers;
  return { ...change, template: JSON.stringify(template) };
}

/**
 * @param {Record<string, any>} before
 * @param {Record<string, any>} after
 */
function removedPolicies(before, after) {
  return Object.keys(before).filter(
    (id) => before[id].Type === 'AWS::CloudFront::CachePolicy' && !(id in after),
  );
}

/**
 * @param {string} id
 * @param {Template} before
 * @param {Template} after
 */
function keepPolicy(id, before, after) {
  // Whatever the trigger is from now on.
  const { Condition: _, ...policy } = before.Resources[id];
  after.Resources[id] = policy;
  after.Outputs[id] = {
    Description: 'A cache policy that is kept until no behavior uses it.',
    Value: { Ref: id },
  };
}

/**
 * @param {any} before A role.
 * @param {any} after
 */
function keepPermissions({ Properties: before }, { Properties: after }) {
  // Those under a condition stay as long as what their parameter lists.
  const kept = before.Policies.filter(
    (/** @type {any} */ old) =>
      old.PolicyDocument && !after.Policies.some((/** @type {any} */ it) => covers(it, old)),
  );
  const named = kept.map((/** @type {any} */ policy) => ({
    ...policy,
    PolicyName: `${KEPT}${hash(JSON.stringify(policy.PolicyDocument))}`,
  }));
  after.Policies.push(...named);
}

/**
 * Whether a policy of the role is there for an earlier version only.
 *
 * @param {{ PolicyName?: string }} policy
 */
export function isKept({ PolicyName }) {
  return PolicyName?.startsWith(KEPT) === true;
}

/**
 * Whether one policy allows all that another one does.
 *
 * @param {any} policy
 * @param {any} other
 */
function covers(policy, other) {
  const [one, two] = [policy, other].map(contentOf);
  return (
    isDeepStrictEqual(one.rest, two.rest) && two.resources.every((it) => one.resources.includes(it))
  );
}

/**
 * What a policy, which has one statement, allows, and on what.
 *
 * @param {any} policy
 */
function contentOf({ PolicyDocument }) {
  const { Resource = [], ...rest } = PolicyDocument?.Statement[0] ?? {};
  return { rest, resources: [Resource].flat().map((it) => JSON.stringify(it)) };
}

/** @param {string} text */
function hash(text) {
  return createHash('sha256').update(text).digest('hex').slice(0, HASH_LENGTH);
}

/**
 * @param {string} [a] A list with commas.
 * @param {string} [b]
 */
function union(a = '', b = '') {
  const all = [...a.split(','), ...b.split(',')];
  return [...new Set(all.filter((it) => it !== ''))].join(',');
}
