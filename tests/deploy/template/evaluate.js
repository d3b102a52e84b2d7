/** What CloudFormation makes of a template: its conditions and intrinsic functions carried out. */

import assert from 'node:assert/strict';

/** @import { Resource, Template } from './rules/lookup.js' */

/**
 * What a stack knows of itself.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/pseudo-parameter-reference.html
 */
const PSEUDO_PARAMETERS = {
  'AWS::AccountId': '111122223333',
  'AWS::Partition': 'aws',
  'AWS::Region': 'eu-west-1',
  'AWS::StackId':
    'arn:aws:cloudformation:eu-west-1:111122223333:stack/lookups/01234567-89ab-cdef-0123-456789abcdef',
  'AWS::StackName': 'lookups',
};

/**
 * References to other resources stay, as they have no value before there is a stack, unless they are given
 * one.
 *
 * @param {Template} template
 * @param {Record<string, string>} [parameters] And what resources and their attributes are known as:
 *   `Api`, `Url.FunctionUrl`.
 * @returns {{ Resources: Record<string, Resource>, Outputs: Record<string, any> }} Those that the
 *   conditions let be.
 */
export function evaluate(template, parameters) {
  const { Parameters = {}, Conditions = {}, Resources, Outputs = {} } = template;
  const defaults = Object.entries(Parameters).map(([name, { Default }]) => [name, Default]);
  /** @type {Record<string, unknown>} */
  const known = { ...PSEUDO_PARAMETERS, ...Object.fromEntries(defaults), ...parameters };

  /** @type {Record<string, (argument: any) => any>} */
  const intrinsic = {
    Ref: (name) => (name === 'AWS::NoValue' ? undefined : (known[name] ?? { Ref: name })),
    'Fn::Sub': (text) => text.replaceAll(/\$\{(.*?)\}/g, fromText),
    'Fn::GetAtt': ([name, attribute]) =>
      known[`${name}.${attribute}`] ?? { 'Fn::GetAtt': [name, attribute] },
    'Fn::Select': ([index, list]) => value(list)[index],
    'Fn::Join': ([separator, list]) => value(list).join(separator),
    'Fn::Split': ([separator, text]) => value(text).split(separator),
    'Fn::If': ([name, yes, no]) => value(holds(name) ? yes : no),
    'Fn::Equals': ([a, b]) => value(a) === value(b),
    'Fn::Not': ([it]) => !value(it),
  };
  return { Resources: existing(Resources), Outputs: existing(Outputs) };

  /**
   * @param {string} _
   * @param {string} name
   */
  function fromText(_, name) {
    assert(name in known, `${name} is not known`);
    return String(known[name]);
  }

  /** @param {string} name */
  function holds(name) {
    return value(Conditions[name]);
  }

  /**
   * @param {any} node
   * @returns {any}
   */
  function value(node) {
    if (Array.isArray(node)) return node.map(value).filter((member) => member !== undefined);
    if (typeof node !== 'object' || node === null) return node;
    const entries = Object.entries(node);
    const [[name, argument] = []] = entries;
    const carryOut = entries.length === 1 && name !== undefined && intrinsic[name];
    if (carryOut) return carryOut(argument);
    const members = entries.map(([key, member]) => [key, value(member)]);
    return Object.fromEntries(members.filter(([, member]) => member !== undefined));
  }

  /** @param {Record<string, any>} all */
  function existing(all) {
    const those = Object.entries(all).filter(
      ([, { Condition }]) => Condition === undefined || holds(Condition),
    );
    return value(Object.fromEntries(those));
  }
}
