/** What a change of the stack comes to, before it is made. */

import { parse } from 'yaml';
import { Failure } from '../terminal.js';
import { REGION } from './aws.js';
import { diff } from './diff.js';
import { kindOf } from './target.js';
import { made, madeOf } from './template/conditions.js';

/** @import { Change, Stack } from './stack.js' */
/** @import { Target } from './target.js' */

/** States in which a stack can only be deleted. */
const DEAD = [
  'CREATE_FAILED',
  'DELETE_FAILED',
  'REVIEW_IN_PROGRESS',
  'ROLLBACK_COMPLETE',
  'ROLLBACK_FAILED',
];

/**
 * The longest template, in bytes, that CloudFormation takes from a bucket.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
 */
const TEMPLATE_LIMIT = 1_000_000;

/**
 * What a change comes to, in lines; empty if nothing changes.
 *
 * @param {Stack | undefined} stack
 * @param {Change} change
 * @returns {string}
 * @throws {Failure} If no call can carry the template.
 */
export function planStack(stack, { template, parameters, tags }) {
  if (Buffer.byteLength(template) > TEMPLATE_LIMIT) {
    throw new Failure(
      `the template is longer than ${TEMPLATE_LIMIT} bytes: declare fewer routes, and the others ` +
        'in a second api.json with a stack of its own',
    );
  }
  const values = { ...stack?.parameters, ...parameters };
  return stack === undefined
    ? diff(undefined, {
        ...values,
        ...summary(contents(template, values), values),
        ...(tags && { Tags: tags }),
      })
    : diff(stack.parameters, values) +
        (tags ? diff({ Tags: sorted(stack.tags) }, { Tags: sorted(tags) }) : '') +
        diff(contents(stack.template, stack.parameters), contents(template, values));
}

/**
 * CloudFormation gives tags in an order of its own.
 *
 * @param {Record<string, string>} [tags]
 */
function sorted(tags = {}) {
  return Object.fromEntries(Object.entries(tags).sort());
}

/**
 * Whether a change publishes a version of the function: the logical id of it is another, or the
 * runtime in its description.
 *
 * @param {Stack | undefined} stack
 * @param {Change} change
 */
export function publishes(stack, { template, parameters }) {
  if (stack === undefined) return true;
  const { Runtime } = stack.parameters;
  return (
    versionOf(template) !== versionOf(stack.template) || (parameters.Runtime ?? Runtime) !== Runtime
  );
}

/**
 * The tables that the function can read now and could not after a change, each with its Region.
 *
 * @param {Stack | undefined} stack
 * @param {Change} change
 * @returns {string[]}
 */
export function tablesLost(stack, { template }) {
  if (stack === undefined) return [];
  const after = tablesIn(template);
  return tablesIn(stack.template).filter((table) => !after.includes(table));
}

/**
 * @param {string} template
 * @returns {string[]}
 */
function tablesIn(template) {
  const arns = template.matchAll(/arn:[^\s"]+:dynamodb:([\w-]+):[^\s"]+:table\/([\w.-]+)/g);
  return [...new Set(Array.from(arns, ([, region, table]) => `${table} in ${region}`))];
}

/**
 * YAML is read too, of which JSON is a part: version 0.1 deployed it.
 *
 * @param {string} template
 */
function versionOf(template) {
  return Object.keys(parse(template).Resources).find((name) => name.startsWith('Version'));
}

/**
 * A template without what it does not make.
 *
 * @param {string} template
 * @param {Record<string, string>} parameters
 */
function contents(template, parameters) {
  const { Resources, Outputs = {}, ...rest } = parse(template);
  return { ...rest, Resources: made(Resources, parameters), Outputs: made(Outputs, parameters) };
}

/**
 * What is worth reading of a template where all of it is new: what the function may do, and what
 * else there will be.
 *
 * @param {{ Resources: Record<string, any> }} template
 * @param {Record<string, string>} parameters
 */
function summary({ Resources }, parameters) {
  return Object.fromEntries(
    Object.entries(Resources).map(([name, { Type, Properties }]) => [
      name,
      name === 'Role' ? { Type, Policies: madeOf(Properties?.Policies ?? [], parameters) } : Type,
    ]),
  );
}

/**
 * @param {string} name
 * @param {Stack} stack
 * @param {{ region?: string, target?: Target }} [place] Where it is, and what it is to be of.
 * @throws {Failure} If the stack is not ours, is of something else, or cannot be changed in its state.
 */
export function refuseUnfit(name, { status, outputs }, { region = REGION, target } = {}) {
  const of = `--stack-name ${name} --region ${region}`;
  if (DEAD.includes(status)) {
    const remedy = `delete it (aws cloudformation delete-stack ${of}), then try again`;
    throw new Failure(`the stack ${name} is ${status}: ${remedy}`);
  }
  if (status === 'UPDATE_ROLLBACK_FAILED') {
    const remedy = `aws cloudformation continue-update-rollback ${of}`;
    throw new Failure(`the stack ${name} is ${status}: repair it first (${remedy})`);
  }
  const is = kindOf(outputs);
  if (is === undefined) {
    throw new Failure(
      `the stack ${name} belongs to something else: choose another name with --stack`,
    );
  }
  if (is === (target ?? 'edge')) return;
  const [kind, remedy] =
    is === 'edge'
      ? ["for CloudFront's edge", 'leave out --target']
      : [`of --target ${is}`, `give --target ${is}`];
  throw new Failure(
    `the stack ${name} in ${region} is ${kind}, and stays that: ${remedy}, or choose another name ` +
      'with --stack',
  );
}
